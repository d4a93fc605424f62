// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A span as recorded in a line of a trace file.
 *
 * @param json the line; see {@code docs/trace-format.md}
 */
public record TracedSpan(JsonNode json) {
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d+");

  /** Returns the id. */
  public String id() {
    return json.path("id").asText();
  }

  /** Returns the parent's id; empty for a root. */
  public String parentId() {
    return json.path("parent_id").asText("");
  }

  /** Returns the id of the trace. */
  public String traceId() {
    return json.path("trace_id").asText();
  }

  /** Returns {@code generation}, {@code agent}, … */
  public String type() {
    return data().path("type").asText();
  }

  /** Returns the display name. */
  public String name() {
    return clew().path("name").asText();
  }

  /** Returns {@code span_data}. */
  public JsonNode data() {
    return json.path("span_data");
  }

  /** Returns Clew's additional fields. */
  public JsonNode clew() {
    return json.path("clew");
  }

  /** Returns Clew's additional fields for the span type. */
  public JsonNode details() {
    return clew().path("data");
  }

  /** Returns {@code ok}, {@code error} or {@code cancelled}. */
  public String status() {
    return clew().path("status").asText();
  }

  /** Returns the exception's type, a colon and its message, without ports. */
  public String error() {
    JsonNode error = json.path("error");
    return withoutPorts(
        error.path("data").path("type").asText() + ": " + error.path("message").asText());
  }

  /** Returns nanoseconds since 1970. */
  public long start() {
    return clew().path("start_unix_nano").asLong();
  }

  /** Returns nanoseconds since 1970. */
  public long end() {
    return clew().path("end_unix_nano").asLong();
  }

  /** Returns whether the time of the first chunk is known. */
  public boolean hasFirstChunk() {
    return clew().has("time_to_first_chunk_nanos");
  }

  /** Returns input and output tokens: {@code 12+5}. */
  public String tokens() {
    JsonNode usage = details().path("usage");
    return usage.path("input").asText("?") + "+" + usage.path("output").asText("?");
  }

  /** Returns type, name and anything unusual, in one line. */
  String describe() {
    List<String> words = new ArrayList<>(List.of(type(), name()));
    if (details().path("streamed").asBoolean()) {
      words.add(hasFirstChunk() ? "(streamed)" : "(streamed, no chunk)");
    }
    if (status().equals("cancelled")) {
      words.add("CANCELLED");
    }
    if (status().equals("error")) {
      words.add("ERROR " + error().lines().findFirst().orElse(""));
    }
    return String.join(" ", words);
  }

  static String withoutPorts(String text) {
    return PORT.matcher(text).replaceAll("$1:PORT");
  }
}
