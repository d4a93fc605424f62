// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.doctor.Doctor;
import dev.clew.agent.runtime.health.HealthBean;
import dev.clew.agent.runtime.steer.Steering;
import dev.clew.agent.runtime.steer.SteeringBean;
import dev.clew.agent.runtime.steer.SteeringCommand;
import dev.clew.agent.runtime.view.View;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.DiagnosticsSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.thread.OwnThread;
import dev.clew.weave.Weaving;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent while it runs: what the entrance, which is in another class loader, can ask of it, and
 * how it ends.
 *
 * <p>Requests are words:
 *
 * <ul>
 *   <li>{@code facts} gives it the supplier of what the entrance knows;
 *   <li>{@code text} and {@code json} return the doctor's page;
 *   <li>{@code set} changes settings, or lists those that can be changed; see {@link
 *       SteeringCommand};
 *   <li>{@code woven} returns the names of the woven classes;
 *   <li>{@code stop} ends it for good and returns what could not be ended, or null.
 * </ul>
 */
final class RunningAgent implements BiFunction<String, @Nullable Object, @Nullable Object> {
  private final RecordingTracer tracer;
  private final BatchSpanSink pipeline;
  private final @Nullable LiveTracing live;
  private final @Nullable View view;
  private final Weaving weaving;
  private final Doctor doctor;
  private final Supplier<Steering> steering;
  private final Instrumentation instrumentation;
  private final Duration exitTimeout;
  private final boolean diagnostics;
  private final @Nullable HealthBean health;
  private final PrintStream stderr;
  private final Thread exit;
  private final List<Runnable> ending = new CopyOnWriteArrayList<>();
  private volatile Runnable last = () -> {};
  private volatile Supplier<Map<String, Object>> facts = Map::of;

  RunningAgent(
      RecordingTracer tracer,
      BatchSpanSink pipeline,
      @Nullable LiveTracing live,
      @Nullable View view,
      Weaving weaving,
      Doctor doctor,
      Supplier<Steering> steering,
      Instrumentation instrumentation,
      Settings settings,
      AgentLog log,
      PrintStream stderr) {
    this.tracer = tracer;
    this.pipeline = pipeline;
    this.live = live;
    this.view = view;
    this.weaving = weaving;
    this.doctor = doctor;
    this.steering = steering;
    this.instrumentation = instrumentation;
    this.exitTimeout = settings.get(ClewSettings.EXIT_TIMEOUT);
    this.diagnostics = settings.get(DiagnosticsSettings.DIAGNOSTICS);
    this.stderr = stderr;
    this.health = health(settings.get(DiagnosticsSettings.JMX), log);
    this.exit = OwnThread.daemon("clew-exit", this::atExit);
  }

  /** Returns null if there is to be no bean, or no JMX. */
  private @Nullable HealthBean health(DiagnosticsSettings.Jmx wanted, AgentLog log) {
    if (wanted == DiagnosticsSettings.Jmx.OFF) {
      return null;
    }
    boolean on = wanted == DiagnosticsSettings.Jmx.ON;
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      if (on) {
        log.warn(
            "clew.jmx=on has no effect: this Java lacks the module java.management; add it with"
                + " --add-modules java.management to jlink or java");
      }
      return null;
    }
    HealthBean bean =
        new HealthBean(
            pipeline::metrics,
            () -> doctor.page(facts.get(), false),
            new SteeringBean(steering),
            on,
            log);
    if (on) {
      bean.start();
    }
    return bean;
  }

  /** Adds what is to be done when the agent ends, whether it is detached or the JVM exits. */
  void atEnd(Runnable action) {
    ending.add(action);
  }

  /** Sets what is to be done after everything else, such as writing the last lines of the log. */
  void atLast(Runnable action) {
    last = action;
  }

  /** To be called with the first span, on the application's thread. */
  void firstSpan(FinishedSpan span) {
    if (view != null) {
      view.firstTrace(span.traceId());
    }
    if (live != null) {
      live.start();
    }
    if (health != null) {
      health.start();
    }
  }

  /**
   * Registers the exit hook, when the agent starts rather than with the first span, which may be
   * the last thing before {@code System.exit}.
   */
  void watchExit() {
    Runtime.getRuntime().addShutdownHook(exit);
  }

  @Override
  @SuppressWarnings("unchecked") // the contract of Activation
  public @Nullable Object apply(String request, @Nullable Object argument) {
    switch (request) {
      case "facts" -> {
        if (argument != null) {
          facts = (Supplier<Map<String, Object>>) argument;
        }
        return null;
      }
      case "text", "json" -> {
        return doctor.page(facts.get(), request.equals("json"));
      }
      case "set" -> {
        return SteeringCommand.run(steering.get(), (List<String>) Objects.requireNonNull(argument));
      }
      case "woven" -> {
        return weaving.journal().wovenClasses();
      }
      case "stop" -> {
        return stop();
      }
      default -> throw new IllegalArgumentException(request);
    }
  }

  private void atExit() {
    stopLive();
    tracer.endOpenSpans();
    if (pipeline.metrics().spansEnded() > 0) {
      pipeline.close(exitTimeout);
    }
    if (diagnostics) {
      stderr.print(doctor.page(facts.get(), false));
      stderr.flush();
    }
    last.run();
  }

  private void stopLive() {
    ending.forEach(Runnable::run);
    if (live != null) {
      live.stop();
    }
    if (view != null) {
      view.close();
    }
  }

  private @Nullable String stop() {
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException shuttingDown) {
      return "the JVM is shutting down";
    }
    stopLive();
    if (view != null) {
      view.stop();
    }
    if (health != null) {
      health.stop();
    }
    tracer.endOpenSpans();
    pipeline.close(exitTimeout);
    Context.setListener(null);
    ContextPropagation.disableThreadInheritance();
    AbandonmentWatcher.endAll();
    weaving.release();
    last.run();
    Remains remains = new Remains(instrumentation, RunningAgent.class.getClassLoader());
    String threads = remains.awaitThreads();
    remains.clearThreadLocals();
    return threads;
  }
}
