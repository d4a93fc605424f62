// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.view.View;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.ExportControl;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.hook.PendingSpans;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ContextSettings;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.Settings;
import dev.clew.core.trace.ForeignTracerRegistry;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.thread.OwnThread;
import dev.clew.weave.HookFailures;
import dev.clew.weave.WeaveLog;
import dev.clew.weave.Weaving;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the agent once a class of a supported library has been seen.
 *
 * <p>The composition root: everything else receives its collaborators.
 */
public final class AgentRuntime {
  private static final String DISPATCHER = "dev.clew.agent.Dispatcher";

  private AgentRuntime() {}

  /**
   * Starts the agent.
   *
   * @param arguments the text after the jar on the command line
   * @param file the content of the file named by {@code clew.config}
   * @return the {@link java.lang.instrument.ClassFileTransformer} that weaves; the {@link
   *     MethodHandle} {@code (String hookId, String phase, Class woven) -> MethodHandle} that
   *     links; the {@code Set} of internal names of hooked classes; the {@link Runnable} to run
   *     once the transformer is in place. An array, because the caller is in another class loader
   *     and shares only the JDK's types.
   */
  public static Object[] start(
      @Nullable String arguments, Properties file, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    PrintStream stderr =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    AgentLog log = new AgentLog(stderr, AgentLog.Level.WARN);
    Settings settings = SettingsSources.ofThisJvm(arguments, file, log::warn);
    log.level(settings.get(ClewSettings.LOG));
    Path home = new HomeFolder(System.getProperties(), System.getenv(), log::warn).of(settings);
    ExporterCatalog exporters = new ExporterCatalog(settings, home, log);
    ModuleCatalog catalog = catalog(settings, exporters, log);
    settings.warnOfUnknownNames(
        new KnownNames(
            catalog.names(), exporters.builtIn(), exporters.extensions(), catalog.required()));
    settings.get(
        ClewSettings.ENABLED); // to warn of an invalid value, which EarlySettings ignores silently

    ExportPipeline exports = new ExportPipeline(settings, log, home, exporters);
    BatchSpanSink pipeline = exports.build();
    HookFailures failures = new HookFailures(log::warnOnce);
    ForeignTracerRegistry foreignTracers = new ForeignTracerRegistry(failures);
    Context.setListener(foreignTracers);
    RecordingTracer tracer =
        new RecordingTracer(
            pipeline,
            log,
            InstantSource.system(),
            Math.toIntExact(settings.get(ClewSettings.TRACE_MAX_SPANS)),
            foreignTracers);
    LiveTracing live =
        exports.writesLive()
            ? new LiveTracing(() -> exports.live(tracer::openSpans, pipeline))
            : null;
    View view = ViewWiring.view(settings, home, exports.writesFile(), log);
    tracer.onFirstSpan(span -> firstSpan(span, live, view));
    Weaving weaving =
        new Weaving(
            catalog.modules(
                name ->
                    settings.get(ClewSettings.instrumentationEnabled(name))
                        && settings.isSet(catalog.required(name))),
            AgentRuntime.class.getClassLoader(),
            DISPATCHER,
            services(
                    tracer, pipeline, exports.control(pipeline), failures, foreignTracers, settings)
                ::get,
            failures,
            instrumentation,
            weaveLog(log));
    // Registered now rather than with the first span, which may be the last thing before
    // System.exit.
    Duration exitTimeout = settings.get(ClewSettings.EXIT_TIMEOUT);
    Runtime.getRuntime()
        .addShutdownHook(
            OwnThread.daemon(
                "clew-exit",
                () -> {
                  stop(live, view);
                  close(tracer, pipeline, exitTimeout);
                }));
    if (view != null) {
      view.start();
    }
    return new Object[] {
      weaving.transformer(), linker(weaving), weaving.classNames(), weaving.retransformLoaded()
    };
  }

  /** The services that hooks can receive through their constructors. */
  private static Map<Class<?>, Object> services(
      Tracer tracer,
      PendingSpans pending,
      ExportControl export,
      HookFailures failures,
      ForeignTracers foreignTracers,
      Settings settings) {
    return Map.of(
        Tracer.class,
        tracer,
        PendingSpans.class,
        pending,
        ExportControl.class,
        export,
        FailureReporter.class,
        failures,
        HandoffConvention.class,
        settings.get(ClewSettings.HANDOFF_PATTERN),
        ForeignTracers.class,
        foreignTracers,
        Propagation.class,
        PropagationSettings.of(settings),
        LogThreshold.class,
        logThreshold(settings));
  }

  private static LogThreshold logThreshold(Settings settings) {
    int least =
        switch (settings.get(ContextSettings.LOGS_EVENTS)) {
          case OFF -> Integer.MAX_VALUE;
          case WARN -> LogThreshold.WARN;
          case ERROR -> LogThreshold.ERROR;
        };
    return level -> level >= least;
  }

  /** On the application's thread. */
  private static void firstSpan(
      FinishedSpan span, @Nullable LiveTracing live, @Nullable View view) {
    if (view != null) {
      view.firstTrace(span.traceId());
    }
    if (live != null) {
      live.start();
    }
  }

  private static void stop(@Nullable LiveTracing live, @Nullable View view) {
    if (live != null) {
      live.stop();
    }
    if (view != null) {
      view.close();
    }
  }

  private static void close(RecordingTracer tracer, BatchSpanSink pipeline, Duration timeout) {
    tracer.endOpenSpans();
    if (pipeline.metrics().spansEnded() > 0) {
      pipeline.close(timeout);
    }
  }

  private static ModuleCatalog catalog(Settings settings, ExporterCatalog exporters, AgentLog log) {
    ModuleCatalog catalog = new ModuleCatalog(log);
    catalog.addBuiltIn();
    List<ExtensionJar> extensions =
        ExtensionJar.open(new ArrayList<>(settings.get(ClewSettings.EXTENSIONS)), log);
    extensions.forEach(jar -> catalog.addExtension(jar, exporters.addExtension(jar)));
    return catalog;
  }

  private static MethodHandle linker(Weaving weaving) throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .bind(
            weaving,
            "link",
            MethodType.methodType(MethodHandle.class, String.class, String.class, Class.class));
  }

  private static WeaveLog weaveLog(AgentLog log) {
    return new WeaveLog() {
      @Override
      public void warn(String line) {
        log.warn(line);
      }

      @Override
      public void debug(String line) {
        log.debug(line);
      }

      @Override
      public void failure(String what, Throwable failure) {
        log.warnOnce(what, what + ": " + AgentLog.describe(failure));
      }
    };
  }
}
