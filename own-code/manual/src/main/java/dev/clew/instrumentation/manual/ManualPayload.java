// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The data of a span as references, in the order in which the application set them. Any thread may
 * add to it until the span has ended.
 */
final class ManualPayload implements Payload {
  private static final int MAX_ENTRIES = 1_000;
  private static final long ENTRY_BYTES = 128;

  private final SpanType type;
  private final String name;
  private final AtomicReference<@Nullable Entry> latest = new AtomicReference<>();
  private volatile boolean streamed;

  ManualPayload(SpanType type, String name) {
    this.type = type;
    this.name = name;
  }

  /**
   * One call of the application.
   *
   * @param element whether the value is an element of a list
   */
  private record Entry(
      String key,
      @Nullable Object value,
      boolean element,
      int size,
      long bytes,
      @Nullable Entry before) {}

  void set(String key, @Nullable Object value) {
    append(key, value, false);
  }

  void add(String key, @Nullable Object value) {
    append(key, value, true);
  }

  void streamed() {
    streamed = true;
  }

  private void append(@Nullable String key, @Nullable Object value, boolean element) {
    if (key == null) {
      return;
    }
    Object copy = Values.snapshot(value);
    long added = ENTRY_BYTES + bytes(copy);
    Entry before;
    Entry after;
    do {
      before = latest.get();
      int size = before == null ? 0 : before.size();
      if (size == MAX_ENTRIES) {
        return;
      }
      long bytes = before == null ? 0 : before.bytes();
      after = new Entry(key, copy, element, size + 1, bytes + added, before);
    } while (!latest.compareAndSet(before, after));
  }

  private static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    // A copy made by Values, so that nothing of the application is called.
    return value instanceof Map<?, ?> map && Values.isOfJdk(map) ? map.size() * ENTRY_BYTES : 0;
  }

  /** Returns the name of a handoff, which its two agents make up. */
  String handoffName() {
    ManualData data = data();
    String from = data.text("from_agent");
    return (from == null ? "" : from + " ") + "→ " + name;
  }

  @Override
  public SpanData render() {
    return data().of(type);
  }

  private ManualData data() {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry = latest.get(); entry != null; entry = entry.before()) {
      entries.add(entry);
    }
    Collections.reverse(entries);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, List<@Nullable Object>> lists = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.element()) {
        lists.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry.value());
      } else {
        values.put(entry.key(), entry.value());
      }
    }
    return new ManualData(name, values, lists, streamed);
  }

  @Override
  public long retainedBytes() {
    Entry entry = latest.get();
    return 512 + (entry == null ? 0 : entry.bytes());
  }
}
