// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/** A span that somebody else ends. What it is about is up to them; more can be said beside it. */
final class CurrentSpan implements ManualWork {
  private final Span span;
  private final Context context = Context.current();

  CurrentSpan(Span span) {
    this.span = span;
  }

  @Override
  public void start(boolean current) {}

  @Override
  public void attribute(String key, @Nullable Object value) {
    if (key != null && value != null) {
      span.setAttribute(key, value);
    }
  }

  @Override
  public void event(String name, @Nullable String detail) {
    span.addEvent(String.valueOf(name), detail);
  }

  @Override
  public void groupId(@Nullable String groupId) {
    if (groupId != null) {
      span.setGroupId(groupId);
    }
  }

  @Override
  public void metadata(String key, @Nullable String value) {
    if (key != null && value != null) {
      span.setTraceMetadata(key, value);
    }
  }

  @Override
  public void error(SpanError error) {
    span.addEvent("error", error.type());
  }

  @Override
  public void end() {}

  @Override
  public String traceId() {
    return span.traceId();
  }

  @Override
  public String spanId() {
    return span.spanId();
  }

  @Override
  public Context context() {
    return context;
  }
}
