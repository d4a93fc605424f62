// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.TapeSettings;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.live.LiveRecords;
import dev.clew.exporter.metrics.MetricsExporterProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All exporters, the agent's and those in extension jars, and the jars' other parts. */
final class ExporterCatalog {
  private static final String AGENT = ExtensionNames.AGENT;
  private static final String NONE = "none";
  private static final String FILE = "file";

  private static final List<String> DEFAULT = List.of(ClewSettings.EXPORTERS.defaultText());

  private final Settings settings;
  private final Path home;
  private final AgentLog log;
  private final ExtensionServices services;
  private final Supplier<Map<String, Object>> process;
  private final Map<String, ExporterChoice> exporters = new LinkedHashMap<>();
  private final Map<String, MetricsExporterProvider> metrics = new LinkedHashMap<>();
  private final ExtensionNames names;
  private final ExtensionParts parts;
  private final List<String> builtIn = new ArrayList<>();
  private @Nullable SpanExporter fileExporter;

  ExporterCatalog(Settings settings, Path home, AgentLog log) {
    this.settings = settings;
    this.home = home;
    this.log = log;
    this.services = new ExtensionServices(log);
    this.process = new ProcessDescription(settings, log);
    this.names = new ExtensionNames(Set.of(NONE), log);
    this.parts = new ExtensionParts(settings, this::own, services, names, log);
    for (SpanExporterProvider each : ofAgent(SpanExporterProvider.class)) {
      String name = each.name();
      names.takeForAgent(name);
      builtIn.add(name);
      exporters.put(
          name,
          new ExporterChoice(
              name,
              each.isLocal(),
              each.limitsCallTime(),
              name.equals(FILE) ? () -> file(each) : () -> make(AGENT, name, each),
              () -> problem(AGENT, name, each, Caller::here)));
    }
    for (MetricsExporterProvider each : ofAgent(MetricsExporterProvider.class)) {
      metrics.put(each.name(), each);
    }
  }

  private <S> List<S> ofAgent(Class<S> service) {
    List<S> found = services.load(service, ExporterCatalog.class.getClassLoader(), AGENT);
    return found == null ? List.of() : found;
  }

  /** How a provider's code is run: that of an extension on a thread that can be abandoned. */
  private interface Caller {
    <T> T call(Callable<T> code) throws Throwable;

    static <T> T here(Callable<T> code) throws Throwable {
      return code.call();
    }
  }

  /** Returns the names of Clew's own exporters. */
  List<String> builtIn() {
    return builtIn;
  }

  /** Returns the names that extensions use as prefixes of settings. */
  List<String> extensions() {
    return names.ofExtensions();
  }

  /** Returns whether {@code jar} provides an exporter or another part, even a broken one. */
  boolean addExtension(ExtensionJar jar) {
    List<SpanExporterProvider> found = services.load(SpanExporterProvider.class, jar, jar.path());
    if (found != null) {
      found.forEach(provider -> guarded(jar, provider, () -> add(jar, provider)));
    }
    boolean others = parts.add(jar);
    return found == null || !found.isEmpty() || others;
  }

  /** Returns what extensions provide beside exporters. */
  ExtensionParts parts() {
    return parts;
  }

  /** Returns the destination of live records, which is the file of the file exporter. */
  LiveRecords liveRecords() {
    return new LiveFile(
        () -> (LiveRecords) Objects.requireNonNull(exporters.get(FILE)).maker().get());
  }

  /** Creates the file exporter once: live records go into the same file from another thread. */
  private synchronized SpanExporter file(SpanExporterProvider provider) {
    SpanExporter created = fileExporter;
    if (created == null) {
      created = make(AGENT, FILE, provider);
      fileExporter = created;
    }
    return created;
  }

  /** Returns the exporters named in {@code clew.exporters}, and warns of unknown names. */
  List<ExporterChoice> chosen() {
    List<ExporterChoice> chosen = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    boolean enough = false;
    for (String name : settings.get(ClewSettings.EXPORTERS)) {
      ExporterChoice choice = exporters.get(name);
      if (choice != null) {
        String problem = choice.problem().get();
        if (problem == null) {
          chosen.add(choice);
        } else if (!problem.isEmpty()) {
          log.warn(
              AgentLog.Topic.EXPORTER,
              "%s=%s %s".formatted(ClewSettings.EXPORTERS.name(), name, problem));
        }
      } else if (name.equals(NONE) || metrics.containsKey(name)) {
        enough = true;
      } else {
        unknown.add(name);
      }
    }
    keepLocal(chosen);
    if (!unknown.isEmpty()) {
      boolean nothingLeft = chosen.isEmpty() && !enough;
      if (nothingLeft) {
        DEFAULT.stream().map(exporters::get).filter(Objects::nonNull).forEach(chosen::add);
      }
      log.warn(
          AgentLog.Topic.EXPORTER,
          "clew.exporters names %s; available: %s%s"
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", choices()),
                  nothingLeft ? "; using " + String.join(", ", DEFAULT) : ""));
    }
    return chosen;
  }

  /** What a replay repeats has been exported when it was recorded. */
  private void keepLocal(List<ExporterChoice> chosen) {
    boolean replay = !settings.get(TapeSettings.REPLAY).isEmpty();
    if (replay && !settings.get(TapeSettings.EXPORT) && chosen.removeIf(each -> !each.local())) {
      log.warnOnce(
          "replay",
          "replay: exporters that send to another machine are off; clew.replay.export=true turns"
              + " them on");
    }
  }

  /** Returns the enabled metrics exporters. */
  List<MetricsWiring.Wanted> metrics() {
    List<String> names = settings.get(ClewSettings.EXPORTERS);
    return metrics.values().stream()
        .map(provider -> new MetricsWiring.Wanted(provider, own(provider.name())))
        .filter(
            each ->
                each.provider().isWanted(each.settings(), names.contains(each.provider().name())))
        .toList();
  }

  /** Returns an exporter by its name, whether it is used or not. */
  @Nullable ExporterChoice named(String name) {
    return exporters.get(name);
  }

  /** Returns whether the name stands for metrics. */
  boolean isMetrics(String name) {
    return metrics.containsKey(name);
  }

  /** Returns everything that {@code clew.exporters} may name. */
  Set<String> choices() {
    Set<String> names = new LinkedHashSet<>(exporters.keySet());
    names.addAll(metrics.keySet());
    names.add(NONE);
    return names;
  }

  private void add(ExtensionJar jar, SpanExporterProvider provider) throws Throwable {
    String name = ExtensionThread.call(provider::name);
    boolean local = ExtensionThread.call(provider::isLocal);
    boolean limitsCallTime = ExtensionThread.call(provider::limitsCallTime);
    if (names.take(name, "exporter", jar)) {
      ExtensionPart part = parts.exporter(name, jar, settings.get(ClewSettings.EXPORTERS));
      exporters.put(
          name,
          new ExporterChoice(
              name,
              local,
              limitsCallTime,
              () -> counted(part, () -> make(jar.path(), name, provider)),
              () -> problem(jar.path(), name, provider, ExtensionThread::call)));
    }
  }

  private @Nullable String problem(
      String origin, String name, SpanExporterProvider provider, Caller caller) {
    try {
      String module = JdkModules.firstMissing(caller.call(provider::requiredModules));
      if (module != null) {
        return JdkModules.isOff(module);
      }
      String reason = caller.call(() -> provider.configurationError(own(name)));
      return reason == null ? null : "is off: " + reason;
    } catch (Throwable failure) {
      services.skipped(origin + ", exporter " + name, "check", failure);
      return "";
    }
  }

  private static SpanExporter counted(ExtensionPart part, Supplier<SpanExporter> maker) {
    try {
      return maker.get();
    } catch (Throwable failure) {
      part.count("could not be created: " + failure.getClass().getName());
      throw failure;
    }
  }

  private SpanExporter make(String origin, String name, SpanExporterProvider provider) {
    try {
      return provider.create(own(name));
    } catch (Throwable failure) {
      log.warnOnce(
          origin + name,
          "%s: exporter %s cannot be created, so its spans are lost; correct clew.%s.* or remove it"
                  .formatted(origin, name, name)
              + " from clew.exporters: "
              + AgentLog.describe(failure));
      throw failure;
    }
  }

  private ExporterSettings own(String name) {
    return new ProviderSettings(name, settings, home, process, log);
  }

  /** Extension code that is called while its providers are added. */
  private interface ExtensionCode {
    void run() throws Throwable;
  }

  private void guarded(ExtensionJar jar, Object provider, ExtensionCode adding) {
    try {
      adding.run();
    } catch (Throwable failure) {
      services.skipped(jar.path(), provider.getClass().getName(), failure);
    }
  }
}
