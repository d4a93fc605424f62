// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** The no-op twin of {@link RecordingSpan}, for a trace that is full. */
final class DroppedSpan implements Span {
  private final TraceState trace;
  private final SpanType type;
  private final String name;
  private final long id = HexId.random();

  DroppedSpan(TraceState trace, SpanType type, String name) {
    this.trace = trace;
    this.type = type;
    this.name = name;
  }

  TraceState trace() {
    return trace;
  }

  @Override
  public String traceId() {
    return trace.id();
  }

  @Override
  public String spanId() {
    return HexId.of(id);
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
    return false;
  }

  @Override
  public void attribute(String key, Object value) {}

  @Override
  public void event(String name, @Nullable String detail) {}

  @Override
  public void firstChunk() {}

  @Override
  public void groupId(String groupId) {
    trace.groupId(groupId);
  }

  @Override
  public void enrich(Payload payload) {}

  @Override
  public boolean end() {
    return false;
  }

  @Override
  public boolean fail(SpanError error) {
    return false;
  }

  @Override
  public boolean cancel() {
    return false;
  }
}
