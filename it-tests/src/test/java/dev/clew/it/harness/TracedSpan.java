// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A span as a line of a trace file says it.
 *
 * @param json the line; {@code docs/trace-format.md} explains it
 */
public record TracedSpan(JsonNode json) {
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d+");

  /** Returns the id. */
  public String id() {
    return json.path("id").asText();
  }

  /** Returns the id of the span above, empty for a root. */
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

  /** Returns the name for people. */
  public String name() {
    return clew().path("name").asText();
  }

  /** Returns {@code span_data}. */
  public JsonNode data() {
    return json.path("span_data");
  }

  /** Returns the additions of Clew. */
  public JsonNode clew() {
    return json.path("clew");
  }

  /** Returns the additions of Clew by type. */
  public JsonNode details() {
    return clew().path("data");
  }

  /** Returns {@code ok}, {@code error} or {@code cancelled}. */
  public String status() {
    return clew().path("status").asText();
  }

  /** Returns the type of the exception, a colon and its message; ports are left out. */
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

  /** Whether the time of a first chunk is known. */
  public boolean hasFirstChunk() {
    return clew().has("time_to_first_chunk_nanos");
  }

  /** Returns input and output tokens: {@code 12+5}. */
  public String tokens() {
    JsonNode usage = details().path("usage");
    return usage.path("input").asText("?") + "+" + usage.path("output").asText("?");
  }

  /** Returns type, name and whatever is not as usual, in one line. */
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
