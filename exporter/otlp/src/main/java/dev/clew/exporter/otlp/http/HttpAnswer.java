// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.exporter.otlp.proto.ProtoReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A receiver's response. */
public final class HttpAnswer {
  private static final int MAX_SAID = 200;

  private final int status;
  private final String contentType;
  private final byte[] body;

  HttpAnswer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType.toLowerCase(Locale.ROOT);
    this.body = body;
  }

  int status() {
    return status;
  }

  ProtoReader message() {
    return new ProtoReader(body);
  }

  boolean isJson() {
    return contentType.contains("json");
  }

  boolean isHtml() {
    return contentType.contains("html");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns the reason given in the body of a refusal as one short line, or an empty string. */
  String reason() {
    if (isHtml() || body.length == 0) {
      return "";
    }
    String said = isProtobuf() ? statusMessage() : text();
    String line = said.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").trim();
    return line.length() <= MAX_SAID ? line : line.substring(0, MAX_SAID) + "…";
  }

  private boolean isProtobuf() {
    return contentType.contains("protobuf");
  }

  /** Returns the message of a {@code google.rpc.Status}. */
  private String statusMessage() {
    try {
      ProtoReader status = message();
      for (int field = status.next(); field != 0; field = status.next()) {
        if (field == 2 && status.isNested()) {
          return status.string();
        }
        status.skip();
      }
    } catch (IllegalArgumentException malformed) {
      // Then there is no message.
    }
    return "";
  }
}
