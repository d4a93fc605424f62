// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** A span that records nothing. */
abstract class SilentSpan implements Span {
  private final TraceState trace;
  private final SpanType type;
  private final String name;
  private final long id;

  SilentSpan(TraceState trace, long id, SpanType type, String name) {
    this.trace = trace;
    this.id = id;
    this.type = type;
    this.name = name;
  }

  public final TraceState trace() {
    return trace;
  }

  public final long id() {
    return id;
  }

  @Override
  public final String traceId() {
    return trace.id();
  }

  @Override
  public final String spanId() {
    return HexId.of(id);
  }

  @Override
  public final @Nullable RemoteParent remoteParent() {
    return trace.remoteParent();
  }

  @Override
  public final SpanType type() {
    return type;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean isRecording() {
    return false;
  }

  @Override
  public final boolean hasTraceEnded() {
    return trace.isOver();
  }

  @Override
  public final void releaseContextAtEnd(Context context) {
    trace.releaseContextAtEnd(context);
  }

  @Override
  public final void setAttribute(String key, Object value) {}

  @Override
  public final void addEvent(String name, @Nullable String detail) {}

  @Override
  public final void recordFirstChunk() {}

  @Override
  public final void setGroupId(String groupId) {
    trace.setGroupId(groupId);
  }

  @Override
  public final void setTraceMetadata(String key, String value) {
    trace.setMetadata(key, value);
  }

  @Override
  public final void enrich(Payload payload) {}

  @Override
  public final boolean end() {
    return false;
  }

  @Override
  public final boolean fail(SpanError error) {
    return false;
  }

  @Override
  public final boolean cancel() {
    return false;
  }
}
