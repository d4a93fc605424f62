// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.Tracer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A trace of the application's own, which is started together with its builder. */
final class ManualTrace implements ManualWork {
  private final Context context;
  private final @Nullable StartedTrace trace;
  private final AtomicReference<@Nullable Scope> scope = new AtomicReference<>();
  private final AtomicReference<@Nullable String> tags = new AtomicReference<>();

  ManualTrace(Tracer tracer, String name) {
    this.context = tracer.startTrace(Context.current(), name);
    this.trace = context.get(StartedTrace.KEY);
  }

  @Override
  public void start(boolean current) {
    Scope twice = scope.getAndSet(context.makeCurrent());
    if (twice != null) {
      twice.close();
    }
  }

  /** A trace has no data but its tags. */
  @Override
  public void add(String key, @Nullable Object value) {
    if (key.equals("tags") && value instanceof String tag) {
      String all = tags.accumulateAndGet(tag, (before, next) -> join(before, next));
      metadata(key, all);
    }
  }

  private static @Nullable String join(@Nullable String before, @Nullable String next) {
    return before == null ? next : before + "," + next;
  }

  @Override
  public void groupId(@Nullable String groupId) {
    if (trace != null && groupId != null) {
      trace.setGroupId(groupId);
    }
  }

  @Override
  public void metadata(String key, @Nullable String value) {
    if (trace != null && value != null) {
      trace.setMetadata(key, value);
    }
  }

  @Override
  public void end() {
    Scope open = scope.getAndSet(null);
    if (open != null) {
      open.close();
    }
  }

  @Override
  public @Nullable String traceId() {
    return trace == null ? null : trace.traceId();
  }

  @Override
  public Context context() {
    return context;
  }
}
