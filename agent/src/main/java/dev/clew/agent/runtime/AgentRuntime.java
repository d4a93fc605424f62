// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.doctor.Contributions;
import dev.clew.agent.runtime.doctor.Doctor;
import dev.clew.agent.runtime.jfr.FlightRecording;
import dev.clew.agent.runtime.log.LogFile;
import dev.clew.agent.runtime.log.LogWiring;
import dev.clew.agent.runtime.steer.LogSteering;
import dev.clew.agent.runtime.steer.ModuleSteering;
import dev.clew.agent.runtime.steer.Steered;
import dev.clew.agent.runtime.tape.TapeOpening;
import dev.clew.agent.runtime.view.View;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.ConnectionPolicy;
import dev.clew.api.hook.Diagnostics;
import dev.clew.api.hook.ExportControl;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.hook.PendingSpans;
import dev.clew.api.hook.Propagation;
import dev.clew.api.tape.Tape;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ContextSettings;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.ViewSettings;
import dev.clew.core.trace.ForeignTracerRegistry;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.tape.TapeSession;
import dev.clew.weave.HookFailures;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.Unanswered;
import dev.clew.weave.WeaveJournal.LibraryCopy;
import dev.clew.weave.WeaveLog;
import dev.clew.weave.Weaving;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the agent once a class of a supported library has been seen.
 *
 * <p>The composition root: everything else receives its collaborators.
 */
public final class AgentRuntime {
  private static final String DISPATCHER = "dev.clew.agent.Dispatcher";

  /** The most open spans that are looked at when sampling changes. */
  private static final int MAX_OPEN = 65_536;

  private AgentRuntime() {}

  /**
   * Starts the agent.
   *
   * @param arguments the text after the jar on the command line
   * @param file the content of the file named by {@code clew.config}
   * @param annotations whether classes may have Clew's annotations
   * @param attached whether Clew was added to a running JVM
   * @return the {@link java.lang.instrument.ClassFileTransformer} that weaves; the {@link
   *     MethodHandle} {@code (String hookId, String phase, Class woven) -> MethodHandle} that
   *     links; the {@code Set} of internal names of hooked classes; the {@link Runnable} to run
   *     once the transformer is in place; the {@link java.util.function.Predicate} of loaded
   *     classes that have to be woven though they are not in the set; the {@link RunningAgent}, a
   *     {@code BiFunction}. An array, because the caller is in another class loader and shares only
   *     the JDK's types.
   */
  public static Object[] start(
      @Nullable String arguments,
      Properties file,
      boolean annotations,
      boolean attached,
      Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    PrintStream stderr =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    AgentLog log = new AgentLog(stderr, AgentLog.Level.WARN);
    Settings settings = SettingsSources.ofThisJvm(arguments, file, log::warn);
    LogFile logFile = LogWiring.apply(settings, log, stderr);
    Path home = new HomeFolder(System.getProperties(), System.getenv(), log::warn).of(settings);
    TapeMode tape = TapeMode.of(settings, attached, log::warn);
    ExporterCatalog exporters = new ExporterCatalog(settings, home, log);
    OwnMethods ownMethods = OwnMethods.of(settings, annotations, log::warn);
    ModuleCatalog catalog = catalog(settings, tape, exporters, ownMethods, log);
    KnownNames known =
        new KnownNames(
            catalog.names(), exporters.builtIn(), exporters.extensions(), catalog.required());
    settings.warnOfUnknownNames(known);
    settings.get(
        ClewSettings.ENABLED); // to warn of an invalid value, which EarlySettings ignores silently

    FlightRecording recording = recording(settings, log);
    TraceSelection selection = TraceSelection.of(settings, log::warn);
    ExportPipeline exports =
        new ExportPipeline(settings, log, home, exporters, selection, recording);
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
            foreignTracers,
            exporters.parts().ids());
    AtomicReference<@Nullable Weaving> woven = new AtomicReference<>();
    TapeSession session =
        tape.isOn()
            ? session(settings, home, tracer, () -> steered(catalog, woven.get()), log, stderr)
            : null;
    LiveTracing live =
        exports.writesLive()
            ? new LiveTracing(() -> exports.live(tracer::openSpans, pipeline))
            : null;
    View view = ViewWiring.view(settings, home, exports.writesFile(), log);
    Doctor.Modules modules = modules(settings, catalog);
    Contributions contributions = new Contributions();
    Map<Class<?>, Object> services =
        services(
            tracer,
            pipeline,
            exports.control(pipeline),
            failures,
            settings,
            contributions,
            new RefusedConnections(tape, log));
    List<LoadedModule> linked =
        catalog.modules(
            name -> modules.enabled().test(name) && modules.missing().apply(name) == null);
    Weaving weaving =
        new Weaving(
            linked,
            AgentRuntime.class.getClassLoader(),
            DISPATCHER,
            (type, on) ->
                type == ForeignTracers.class
                    ? foreignTracers.ofModule(on)
                    : session != null && type == Tape.class ? session : services.get(type),
            failures,
            instrumentation,
            tape.failsClosed() ? Unanswered.FAIL : Unanswered.RUN,
            weaveLog(log));
    woven.set(weaving);
    selection.apply(tracer, pipeline::metrics, contributions);
    contributions.add("clew.methods", () -> ownMethods.findings(weaving::selectionMatches));
    Doctor doctor =
        new Doctor(
            settings,
            modules,
            weaving,
            pipeline::metrics,
            exporters.parts()::all,
            contributions,
            log,
            instrumentation);
    Supplier<List<FinishedSpan>> open = () -> tracer.openSpans(MAX_OPEN);
    Supplier<List<Steered>> steered =
        () ->
            List.of(
                new LogSteering(log),
                exports.steering(pipeline, open),
                new ModuleSteering(
                    modules.all().stream().filter(module -> !module.steers()).toList(),
                    linked.stream().map(LoadedModule::name).collect(Collectors.toSet()),
                    modules.missing(),
                    weaving));
    RunningAgent running =
        new RunningAgent(
            tracer,
            pipeline,
            live,
            view,
            weaving,
            doctor,
            new SteeringOnDemand(settings, steered, known, log),
            instrumentation,
            settings,
            log,
            stderr);
    if (session != null) {
      running.atEnd(() -> session.close(settings.get(ClewSettings.EXIT_TIMEOUT)));
    }
    running.atEnd(() -> ownMethods.reportUnused(weaving::selectionMatches, log::debug));
    if (logFile != null) {
      running.atLast(logFile::close);
    }
    if (recording != null) {
      recording.await(tracer);
      running.atEnd(recording::close);
    }
    tracer.onFirstSpan(running::firstSpan);
    running.watchExit();
    if (view != null) {
      view.start();
    }
    return new Object[] {
      weaving.transformer(),
      linker(weaving),
      weaving.classNames(),
      weaving.retransformLoaded(),
      (Predicate<Class<?>>) weaving::selects,
      running
    };
  }

  private static TapeSession session(
      Settings settings,
      Path home,
      RecordingTracer tracer,
      Supplier<List<LibraryCopy>> libraries,
      AgentLog log,
      PrintStream stderr)
      throws IOException {
    return new TapeOpening(settings, home, stderr::println)
        .open(
            redacted -> ContentLevels.tapeRedactor(settings, redacted, log::warn),
            tracer,
            libraries);
  }

  /** Returns the copies of libraries in which modules steer calls. */
  private static List<LibraryCopy> steered(ModuleCatalog catalog, @Nullable Weaving weaving) {
    if (weaving == null) {
      return List.of();
    }
    Set<String> steering =
        catalog.modules(name -> true).stream()
            .filter(LoadedModule::steers)
            .map(LoadedModule::name)
            .collect(Collectors.toSet());
    return weaving.journal().recognised().stream()
        .filter(copy -> steering.contains(copy.module()))
        .toList();
  }

  /** Returns all modules, used or not. */
  static Doctor.Modules modules(Settings settings, ModuleCatalog catalog) {
    return new Doctor.Modules(
        catalog.modules(name -> true),
        name -> settings.get(ClewSettings.instrumentationEnabled(name)),
        name -> settings.isSet(catalog.required(name)) ? null : catalog.required(name));
  }

  /** The services that hooks can receive through their constructors. */
  private static Map<Class<?>, Object> services(
      Tracer tracer,
      PendingSpans pending,
      ExportControl export,
      HookFailures failures,
      Settings settings,
      Diagnostics diagnostics,
      ConnectionPolicy connections) {
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
        Propagation.class,
        PropagationSettings.of(settings),
        LogThreshold.class,
        logThreshold(settings),
        Diagnostics.class,
        diagnostics,
        ConnectionPolicy.class,
        connections);
  }

  /** Null in a JVM without flight recorder, and where the events are switched off. */
  private static @Nullable FlightRecording recording(Settings settings, AgentLog log) {
    if (!settings.get(ViewSettings.FLIGHT_EVENTS)) {
      return null;
    }
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      log.debug("no events for flight recordings: this JVM has no module jdk.jfr");
      return null;
    }
    return new FlightRecording();
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

  private static ModuleCatalog catalog(
      Settings settings,
      TapeMode tape,
      ExporterCatalog exporters,
      OwnMethods ownMethods,
      AgentLog log) {
    ModuleCatalog catalog = new ModuleCatalog(log, tape.isOn());
    catalog.addBuiltIn();
    catalog.add(ownMethods.module());
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
        log.warnOnce(what, what, failure);
      }
    };
  }
}
