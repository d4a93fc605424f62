// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended, as it is about to be exported. Immutable: the {@code with} methods return
 * changed copies.
 */
public final class FinishedSpan {
  private static final String NAME = "name";
  private static final String ATTRIBUTES = "attributes";
  private static final String DATA = "data";

  /** The changes that an agent reads from a processor's result. */
  private static final String TEXTS = "change_texts";

  private static final String NO_CONTENT = "remove_content";

  private final Map<String, Object> description;

  FinishedSpan(Map<String, Object> description) {
    this.description = description;
  }

  /** Returns what the agent gets back. */
  Map<String, Object> description() {
    return description;
  }

  /** Returns the id of the trace: 32 hexadecimal digits. */
  public String traceId() {
    return text("trace_id", "");
  }

  /** Returns the id of the span: 16 hexadecimal digits. */
  public String spanId() {
    return text("span_id", "");
  }

  /** Returns the id of the span above, or null at the top of the trace. */
  public @Nullable String parentId() {
    return textOrNull("parent_id");
  }

  /** Returns the type, such as {@code agent}, {@code generation} or {@code function}. */
  public String type() {
    return text("type", "custom");
  }

  /** Returns the name. */
  public String name() {
    return text(NAME, "");
  }

  /** Returns the session or conversation of the trace, or null. */
  public @Nullable String groupId() {
    return textOrNull("group_id");
  }

  /** Returns when the span started. */
  public Instant start() {
    return instant("start");
  }

  /** Returns when the span ended. */
  public Instant end() {
    return instant("end");
  }

  /** Returns how long the span took. */
  public Duration duration() {
    return Duration.between(start(), end());
  }

  /** Returns {@code ok}, {@code error} or {@code cancelled}. */
  public String status() {
    return text("status", "ok");
  }

  /** Returns the class name of the exception, or a short name of the failure, or null. */
  public @Nullable String errorType() {
    return textOrNull("error_type");
  }

  /** Returns the message of the error, or null if there is none or it is withheld. */
  public @Nullable String errorMessage() {
    return textOrNull("error_message");
  }

  /** Returns the attributes: String, Boolean, Long and Double values. */
  @SuppressWarnings("unchecked") // the agent's side of the contract
  public Map<String, Object> attributes() {
    Object attributes = description.get(ATTRIBUTES);
    return attributes instanceof Map ? (Map<String, Object>) attributes : Map.of();
  }

  /**
   * Returns the content, as {@code span_data} of the trace format: a tree of Map, List, String,
   * Number, Boolean and null. Computed at each call.
   */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> data() {
    Object data = description.get(DATA);
    Object tree = data instanceof Supplier ? ((Supplier<?>) data).get() : data;
    return tree instanceof Map ? (Map<String, @Nullable Object>) tree : Map.of();
  }

  /** Returns the span under another name. */
  public FinishedSpan withName(String name) {
    return with(NAME, name);
  }

  /**
   * Returns the span with one attribute more, or another value of it.
   *
   * @param value a String, Boolean, Long or Double
   */
  public FinishedSpan withAttribute(String key, Object value) {
    Map<String, Object> attributes = new LinkedHashMap<>(attributes());
    attributes.put(key, value);
    return with(ATTRIBUTES, attributes);
  }

  /** Returns the span without an attribute. */
  public FinishedSpan withoutAttribute(String key) {
    Map<String, Object> attributes = new LinkedHashMap<>(attributes());
    attributes.remove(key);
    return with(ATTRIBUTES, attributes);
  }

  /**
   * Returns the span with each text of its content replaced: messages, arguments, results, and
   * texts in details, but not names. {@link #data} still returns the content as it was.
   *
   * @param change called on the same thread, once the processor has returned
   */
  public FinishedSpan withTexts(UnaryOperator<String> change) {
    Object before = description.get(TEXTS);
    return with(TEXTS, before instanceof UnaryOperator ? both(before, change) : change);
  }

  @SuppressWarnings("unchecked")
  private static UnaryOperator<String> both(Object first, UnaryOperator<String> then) {
    UnaryOperator<String> before = (UnaryOperator<String>) first;
    return text -> then.apply(before.apply(text));
  }

  /** Returns the span without content, attributes, events and error text. */
  public FinishedSpan withoutContent() {
    return with(NO_CONTENT, true);
  }

  private FinishedSpan with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(description);
    changed.put(key, value);
    return new FinishedSpan(changed);
  }

  private String text(String key, String otherwise) {
    String text = textOrNull(key);
    return text == null ? otherwise : text;
  }

  private @Nullable String textOrNull(String key) {
    Object value = description.get(key);
    return value instanceof String ? (String) value : null;
  }

  private Instant instant(String key) {
    Object nanos = description.get(key);
    return Instant.ofEpochSecond(0, nanos instanceof Long ? (Long) nanos : 0L);
  }

  @Override
  public String toString() {
    return type() + " " + name() + " " + spanId();
  }
}
