// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.exporter.otlp.proto.ProtoReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a successful request that the receiver rejected.
 *
 * <p>Responses to spans and to metrics have the same shape. An empty object means that everything
 * was accepted; a message without a number is a warning.
 */
public record PartialSuccess(long rejected, String message) {
  private static final PartialSuccess COMPLETE = new PartialSuccess(0, "");
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int MESSAGE = 2;

  private static final Pattern JSON_REJECTED =
      Pattern.compile("\"rejected_?(?:[Ss]pans|[Dd]ata_?[Pp]oints)\"\\s*:\\s*\"?(\\d{1,18})");
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"error_?[Mm]essage\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){0,1000})");

  /** Parses a response; one that cannot be parsed counts as full success, like its status. */
  static PartialSuccess of(HttpAnswer answer) {
    return answer.isJson() ? json(answer.text()) : of(answer.message());
  }

  /** Parses the message that a receiver returned. */
  public static PartialSuccess of(ProtoReader response) {
    try {
      return protobuf(response);
    } catch (IllegalArgumentException malformed) {
      return COMPLETE;
    }
  }

  private static PartialSuccess protobuf(ProtoReader response) {
    for (int field = response.next(); field != 0; field = response.next()) {
      if (field == PARTIAL_SUCCESS && response.isNested()) {
        return partialSuccess(response.nested());
      }
      response.skip();
    }
    return COMPLETE;
  }

  private static PartialSuccess partialSuccess(ProtoReader partial) {
    long rejected = 0;
    String message = "";
    for (int field = partial.next(); field != 0; field = partial.next()) {
      if (field == REJECTED && partial.isNumber()) {
        rejected = Math.max(0, partial.number());
      } else if (field == MESSAGE && partial.isNested()) {
        message = partial.string();
      } else {
        partial.skip();
      }
    }
    return new PartialSuccess(rejected, message);
  }

  /** Some receivers answer in JSON, whatever the request's format. */
  private static PartialSuccess json(String text) {
    Matcher rejected = JSON_REJECTED.matcher(text);
    Matcher message = JSON_MESSAGE.matcher(text);
    return new PartialSuccess(
        rejected.find() ? Long.parseLong(rejected.group(1)) : 0,
        message.find() ? message.group(1) : "");
  }
}
