// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tracer that writes down what its spans said when they ended. */
final class SpanJournal implements Tracer {
  /** A span that ended; {@code parent} is the name of the span it was started under. */
  record Entry(
      String name,
      @Nullable String parent,
      SpanStatus status,
      @Nullable SpanError error,
      SpanData data) {}

  final List<Entry> entries = new ArrayList<>();

  @Override
  public Span start(Context parent, SpanType type, String name, Payload payload) {
    Span above = parent.span();
    return new JournalSpan(type, name, above == null ? null : above.name(), payload);
  }

  private final class JournalSpan implements Span {
    private final SpanType type;
    private final String name;
    private final @Nullable String parent;
    private final Payload payload;
    private boolean ended;

    JournalSpan(SpanType type, String name, @Nullable String parent, Payload payload) {
      this.type = type;
      this.name = name;
      this.parent = parent;
      this.payload = payload;
    }

    private boolean end(SpanStatus status, @Nullable SpanError error) {
      if (ended) {
        return false;
      }
      ended = true;
      return entries.add(new Entry(name, parent, status, error, payload.render()));
    }

    @Override
    public boolean end() {
      return end(SpanStatus.OK, null);
    }

    @Override
    public boolean fail(SpanError error) {
      return end(SpanStatus.ERROR, error);
    }

    @Override
    public boolean cancel() {
      return end(SpanStatus.CANCELLED, null);
    }

    @Override
    public String traceId() {
      return "0".repeat(31) + "1";
    }

    @Override
    public String spanId() {
      return "0".repeat(15) + "1";
    }

    @Override
    public SpanType type() {
      return type;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean isRecording() {
      return true;
    }

    @Override
    public void setAttribute(String key, Object value) {}

    @Override
    public void addEvent(String name, @Nullable String detail) {}

    @Override
    public void recordFirstChunk() {}

    @Override
    public void setGroupId(String groupId) {}

    @Override
    public void enrich(Payload payload) {}
  }
}
