// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.ClewBackend;
import dev.clew.api.data.CustomData;
import dev.clew.api.hook.ExportControl;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.Tracer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the application's copy of the API calls.
 *
 * <p>Implements the interface of whatever version the application has: methods that it lacks are
 * never called, and those it has in addition do nothing. The calls come from the application,
 * outside the guard of the hooks, so each is guarded here.
 */
final class ManualBackend implements ClewBackend {
  private final Tracer tracer;
  private final FailureReporter failures;
  private final ExportControl export;
  private final SpanStarter starter;
  private final Set<Object> registered = ConcurrentHashMap.newKeySet();

  ManualBackend(
      Tracer tracer, FailureReporter failures, ExportControl export, SpanStarter starter) {
    this.tracer = tracer;
    this.failures = failures;
    this.export = export;
    this.starter = starter;
  }

  private interface Action {
    void run();
  }

  private void guarded(Action action) {
    try {
      action.run();
    } catch (Throwable failure) {
      failures.report(ManualBackend.class, failure);
    }
  }

  private <T> T guarded(T otherwise, Supplier<T> action) {
    try {
      return action.get();
    } catch (Throwable failure) {
      failures.report(ManualBackend.class, failure);
      return otherwise;
    }
  }

  private <T> @Nullable T guardedOrNull(Supplier<@Nullable T> action) {
    try {
      return action.get();
    } catch (Throwable failure) {
      failures.report(ManualBackend.class, failure);
      return null;
    }
  }

  private void on(Object handle, Consumer<ManualWork> action) {
    guarded(() -> action.accept((ManualWork) handle));
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public @Nullable Object prepare(String type, String name) {
    return guardedOrNull(() -> prepared(type, name));
  }

  private Object prepared(@Nullable String type, @Nullable String name) {
    String kind = type == null ? SpanType.CUSTOM.wireName() : type;
    String title = name == null ? kind : name;
    return kind.equals("trace") ? new ManualTrace(tracer, title) : starter.prepare(kind, title);
  }

  @Override
  public void start(Object handle, boolean current) {
    on(handle, work -> work.start(current));
  }

  @Override
  public @Nullable Object current() {
    return guardedOrNull(
        () -> {
          Span span = Context.current().span();
          return span == null ? null : new CurrentSpan(span);
        });
  }

  @Override
  public void set(Object handle, String key, @Nullable Object value) {
    on(handle, work -> work.set(key, value));
  }

  @Override
  public void add(Object handle, String key, @Nullable Object value) {
    on(handle, work -> work.add(key, value));
  }

  @Override
  public void attribute(Object handle, String key, @Nullable Object value) {
    on(handle, work -> work.attribute(key, value));
  }

  @Override
  public void event(Object handle, String name, @Nullable String detail) {
    on(handle, work -> work.event(name, detail));
  }

  @Override
  public void groupId(Object handle, @Nullable String groupId) {
    on(handle, work -> work.groupId(groupId));
  }

  @Override
  public void metadata(Object handle, String key, @Nullable String value) {
    on(handle, work -> work.metadata(key, value));
  }

  @Override
  public void firstChunk(Object handle) {
    on(handle, ManualWork::firstChunk);
  }

  @Override
  public void error(Object handle, @Nullable Throwable thrown) {
    if (thrown != null) {
      on(handle, work -> work.error(SpanError.of(thrown)));
    }
  }

  @Override
  public void error(Object handle, String type, @Nullable String message) {
    on(handle, work -> work.error(SpanError.of(type == null ? "error" : type, message)));
  }

  @Override
  public void cancelled(Object handle) {
    on(handle, ManualWork::cancelled);
  }

  @Override
  public void end(Object handle) {
    on(handle, ManualWork::end);
  }

  @Override
  public @Nullable String traceId(@Nullable Object handle) {
    return guardedOrNull(() -> handle == null ? currentTraceId() : ((ManualWork) handle).traceId());
  }

  private static @Nullable String currentTraceId() {
    Context context = Context.current();
    Span span = context.span();
    if (span != null) {
      return span.traceId();
    }
    StartedTrace trace = context.get(StartedTrace.KEY);
    return trace == null ? null : trace.traceId();
  }

  @Override
  public @Nullable String spanId(@Nullable Object handle) {
    return guardedOrNull(
        () -> {
          if (handle != null) {
            return ((ManualWork) handle).spanId();
          }
          Span span = Context.current().span();
          return span == null ? null : span.spanId();
        });
  }

  /** A span of its own, since what it belongs to has usually been exported. */
  @Override
  public void score(
      String traceId, @Nullable String spanId, String name, double value, @Nullable String text) {
    guarded(
        () -> {
          Map<String, @Nullable Object> data = new LinkedHashMap<>();
          data.put("name", name);
          data.put("value", value);
          data.put("comment", text);
          String title = "score " + name;
          Span span =
              tracer.startLate(
                  traceId, spanId, SpanType.CUSTOM, title, () -> new CustomData(title, data));
          span.setAttribute(SpanStarter.OWN_TYPE, "score");
          span.setAttribute("clew.score." + name, value);
          span.end();
        });
  }

  @Override
  public Runnable wrap(@Nullable Object handle, Runnable task) {
    return guarded(task, () -> Tasks.wrap(context(handle), handle, task));
  }

  @Override
  public <T extends @Nullable Object> Callable<T> wrap(@Nullable Object handle, Callable<T> task) {
    return guarded(task, () -> Tasks.wrap(context(handle), handle, task));
  }

  @Override
  public <T extends @Nullable Object> Supplier<T> wrap(@Nullable Object handle, Supplier<T> task) {
    return guarded(task, () -> Tasks.wrap(context(handle), handle, task));
  }

  private static Context context(@Nullable Object handle) {
    return handle == null ? Context.current() : ((ManualWork) handle).context();
  }

  @Override
  public boolean flush(Duration timeout) {
    return guarded(false, () -> export.flush(timeout));
  }

  @Override
  public void register(String kind, Function<Object, @Nullable Object> code) {
    guarded(
        () -> {
          if (registered.add(code)) {
            export.register(kind, code);
          }
        });
  }

  /** Registers what was added before the agent was there. */
  @SuppressWarnings("unchecked") // as the application's side declares it
  void registerAll(Collection<?> entries) {
    for (Object each : entries) {
      Map.Entry<String, Function<Object, @Nullable Object>> entry =
          (Map.Entry<String, Function<Object, @Nullable Object>>) each;
      register(entry.getKey(), entry.getValue());
    }
  }
}
