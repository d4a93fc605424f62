// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A span from its builder to its end, as the application holds it. Only the application refers to
 * this object, so that a span it has forgotten is noticed.
 */
final class ManualSpan implements ManualWork {
  private final CallObservations observations;
  private final SpanType type;
  private final String name;
  private final ManualPayload payload;
  // Before the start, on the builder's thread alone.
  private @Nullable List<Consumer<Span>> pending;
  private volatile @Nullable OpenSpan open;
  private volatile AbandonmentWatcher.@Nullable Watch watch;

  ManualSpan(CallObservations observations, SpanType type, String name) {
    this.observations = observations;
    this.type = type;
    this.name = name;
    this.payload = new ManualPayload(type, name);
  }

  @Override
  public void start(boolean current) {
    if (open != null) {
      return; // a builder used twice
    }
    OpenSpan started = OpenSpan.start(observations, type, displayName(), payload, current);
    open = started;
    List<Consumer<Span>> settings = pending;
    pending = null;
    if (settings != null) {
      settings.forEach(each -> each.accept(started.span()));
    }
    watch = observations.watcher().watch(this, started);
  }

  private String displayName() {
    return type == SpanType.HANDOFF ? payload.handoffName() : name;
  }

  private void onSpan(Consumer<Span> action) {
    OpenSpan started = open;
    if (started != null) {
      action.accept(started.span());
    } else {
      List<Consumer<Span>> settings = pending;
      if (settings == null) {
        settings = new ArrayList<>();
        pending = settings;
      }
      settings.add(action);
    }
  }

  @Override
  public void set(String key, @Nullable Object value) {
    if (!isEnded()) {
      payload.set(key, value);
    }
  }

  @Override
  public void add(String key, @Nullable Object value) {
    if (!isEnded()) {
      payload.add(key, value);
    }
  }

  private boolean isEnded() {
    OpenSpan started = open;
    return started != null && started.isEnded();
  }

  @Override
  public void attribute(String key, @Nullable Object value) {
    if (key != null && value != null) {
      onSpan(span -> span.setAttribute(key, value));
    }
  }

  @Override
  public void event(String name, @Nullable String detail) {
    onSpan(span -> span.addEvent(String.valueOf(name), detail));
  }

  @Override
  public void groupId(@Nullable String groupId) {
    if (groupId != null) {
      onSpan(span -> span.setGroupId(groupId));
    }
  }

  @Override
  public void metadata(String key, @Nullable String value) {
    if (key != null && value != null) {
      onSpan(span -> span.setTraceMetadata(key, value));
    }
  }

  @Override
  public void firstChunk() {
    payload.streamed();
    onSpan(Span::recordFirstChunk);
  }

  @Override
  public void error(SpanError error) {
    OpenSpan started = open;
    if (started != null) {
      started.error(error);
    }
  }

  @Override
  public void cancelled() {
    OpenSpan started = open;
    if (started != null) {
      started.cancelled();
    }
  }

  @Override
  public void end() {
    OpenSpan started = open;
    AbandonmentWatcher.Watch watched = watch;
    if (started != null) {
      started.end();
    }
    if (watched != null) {
      watch = null;
      observations.watcher().release(watched);
    }
  }

  @Override
  public @Nullable String traceId() {
    OpenSpan started = open;
    return started == null ? null : started.span().traceId();
  }

  @Override
  public @Nullable String spanId() {
    OpenSpan started = open;
    return started == null ? null : started.span().spanId();
  }

  @Override
  public Context context() {
    OpenSpan started = open;
    return started == null ? Context.current() : started.context();
  }
}
