// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.model.SpanType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access to the parts of a span's record in the trace-file format. */
public final class SpanContent {

  private final JsonNode record;
  private final long left;
  private @Nullable List<Message> input;
  private @Nullable List<Message> output;

  public SpanContent(JsonNode record) {
    this(record, 0);
  }

  private SpanContent(JsonNode record, long left) {
    this.record = record;
    this.left = left;
  }

  /**
   * Reads a record; if it is megabytes long, only the beginnings of its texts.
   *
   * @throws UncheckedIOException if it is not JSON
   * @throws IllegalArgumentException if it is megabytes long for a reason other than its texts
   */
  public static SpanContent of(byte[] payload) {
    LongTexts.Shortened shortened = LongTexts.shorten(payload);
    return new SpanContent(Json.read(shortened.json()), shortened.characters());
  }

  /** Reads a record with all of its texts, however long. */
  public static SpanContent whole(byte[] payload) {
    return new SpanContent(Json.read(payload));
  }

  /** How many characters of long texts were left out on reading. */
  public long left() {
    return left;
  }

  /** The whole object. */
  public JsonNode record() {
    return record;
  }

  /** {@code span_data}. */
  public JsonNode data() {
    return Json.child(record, "span_data");
  }

  /** {@code clew}. */
  public JsonNode clew() {
    return Json.child(record, "clew");
  }

  /** {@code clew.data}. */
  public JsonNode more() {
    return Json.child(clew(), "data");
  }

  public JsonNode attributes() {
    return Json.child(clew(), "attributes");
  }

  public JsonNode events() {
    return Json.child(clew(), "events");
  }

  public SpanType type() {
    return SpanType.of(Json.text(data(), "type"));
  }

  /** A model's input; empty for anything that is not a model call. */
  public List<Message> input() {
    List<Message> read = input;
    if (read == null) {
      read = Messages.read(of("input"), "user");
      input = read;
    }
    return read;
  }

  public List<Message> output() {
    List<Message> read = output;
    if (read == null) {
      read = Messages.read(of("output"), "assistant");
      output = read;
    }
    return read;
  }

  /** A key of {@code span_data} or, if the ingest has no place for it, of {@code clew.data}. */
  public @Nullable JsonNode of(String key) {
    JsonNode value = data().get(key);
    return value == null || value.isNull() ? more().get(key) : value;
  }

  public @Nullable String text(String key) {
    return Json.textOrJson(of(key));
  }

  /** The tools offered to the model, each as the object under {@code function}. */
  public List<JsonNode> offeredTools() {
    List<JsonNode> tools = new ArrayList<>();
    for (JsonNode tool : Json.child(more(), "tools")) {
      tools.add(tool.has("function") ? tool.get("function") : tool);
    }
    return tools;
  }

  public @Nullable String errorType() {
    JsonNode error = Json.child(record, "error");
    String type = Json.text(Json.child(error, "data"), "type");
    return type != null || !error.isObject() ? type : "error";
  }

  public @Nullable String errorMessage() {
    return Json.text(Json.child(record, "error"), "message");
  }

  public @Nullable String stackTrace() {
    return Json.text(Json.child(Json.child(record, "error"), "data"), "stack_trace");
  }
}
