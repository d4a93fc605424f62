// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanProcessorProvider;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.file.FileExporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exporters and processors that there are: those in the agent and those in extension jars. */
final class ExporterCatalog {
  /** Shows metrics, not spans, so it is no exporter among the others. */
  static final String PROMETHEUS = "prometheus";

  private static final String AGENT = "clew-agent.jar";

  private final Settings settings;
  private final Path home;
  private final AgentLog log;
  private final ExtensionServices services;
  private final Map<String, ExporterChoice> exporters = new LinkedHashMap<>();
  private final Map<String, SpanProcessorProvider> processors = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final List<String> builtIn = new ArrayList<>();
  private final BuiltInExporters builtInExporters;

  ExporterCatalog(Settings settings, Path home, AgentLog log) {
    this.settings = settings;
    this.home = home;
    this.log = log;
    this.services = new ExtensionServices(log);
    this.builtInExporters = new BuiltInExporters(settings, home, log);
    for (ExporterChoice each : builtInExporters.all()) {
      exporters.put(each.name(), each);
      origins.put(each.name(), AGENT);
      builtIn.add(each.name());
    }
  }

  /** What the user has set under one name. */
  private record Own(String name, Settings settings, Path home, AgentLog log)
      implements ExporterSettings {
    @Override
    public @Nullable String get(String key) {
      return settings.find(PipelineSettings.ofExtension(name, key));
    }

    @Override
    public void warn(String line) {
      log.warnOnce(name + line, line);
    }
  }

  /** Returns the exporters of Clew itself. */
  List<String> builtIn() {
    return builtIn;
  }

  /** Returns the names under which extensions have settings. */
  List<String> extensions() {
    return origins.keySet().stream().filter(name -> !builtIn.contains(name)).toList();
  }

  /** Returns whether {@code jar} offers an exporter or a processor, be it a broken one. */
  boolean addExtension(ExtensionJar jar) {
    List<SpanExporterProvider> ofExporters =
        services.load(SpanExporterProvider.class, jar, jar.path());
    List<SpanProcessorProvider> ofProcessors =
        services.load(SpanProcessorProvider.class, jar, jar.path());
    if (ofExporters == null || ofProcessors == null) {
      return true;
    }
    ofExporters.forEach(provider -> contained(jar, provider, () -> add(jar, provider)));
    ofProcessors.forEach(provider -> contained(jar, provider, () -> add(jar, provider)));
    return !ofExporters.isEmpty() || !ofProcessors.isEmpty();
  }

  /** Returns the file exporter, whoever asks first makes it. */
  FileExporter fileExporter() {
    return builtInExporters.fileExporter();
  }

  /** Returns what {@code clew.exporters} names; of a name that nobody has, says so. */
  List<ExporterChoice> chosen() {
    List<ExporterChoice> chosen = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> names = settings.get(ClewSettings.EXPORTERS);
    for (String name : names) {
      ExporterChoice choice = exporters.get(name);
      if (choice != null) {
        if (choice.usable().getAsBoolean()) {
          chosen.add(choice);
        }
      } else if (!name.equals("none") && !name.equals(PROMETHEUS)) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      boolean nothingLeft =
          chosen.isEmpty() && !names.contains("none") && !names.contains(PROMETHEUS);
      if (nothingLeft) {
        chosen.addAll(exporters.values().stream().limit(1).toList());
      }
      log.warn(
          "clew.exporters names %s, which is no exporter; there are %s, prometheus, none%s"
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", exporters.keySet()),
                  nothingLeft ? "; going on with " + chosen.get(0).name() : ""));
    }
    return chosen;
  }

  /** Makes the processors that are not switched off. */
  List<SpanProcessor> processors() {
    List<SpanProcessor> made = new ArrayList<>();
    processors.forEach(
        (name, provider) -> {
          if (settings.get(PipelineSettings.enabled(name))) {
            try {
              SpanProcessor processor = ExtensionThread.call(() -> provider.create(own(name)));
              made.add(java.util.Objects.requireNonNull(processor, "create returned null"));
            } catch (Throwable broken) {
              services.skipped(origins.get(name) + ", processor " + name, "create", broken);
            }
          }
        });
    return made;
  }

  private void add(ExtensionJar jar, SpanExporterProvider provider) throws Throwable {
    String name = ExtensionThread.call(provider::name);
    boolean local = ExtensionThread.call(provider::local);
    if (isFree(name, "exporter", jar)) {
      exporters.put(name, new ExporterChoice(name, local, false, () -> make(jar, name, provider)));
    }
  }

  private void add(ExtensionJar jar, SpanProcessorProvider provider) throws Throwable {
    String name = ExtensionThread.call(provider::name);
    if (isFree(name, "processor", jar)) {
      processors.put(name, provider);
    }
  }

  private SpanExporter make(ExtensionJar jar, String name, SpanExporterProvider provider) {
    try {
      return provider.create(own(name));
    } catch (Throwable broken) {
      log.warnOnce(
          jar.path() + name,
          "%s: exporter %s cannot be made, so its spans are lost; correct clew.%s.* or take it out"
                  .formatted(jar.path(), name, name)
              + " of clew.exporters: "
              + AgentLog.describe(broken));
      throw broken;
    }
  }

  private ExporterSettings own(String name) {
    return new Own(name, settings, home, log);
  }

  private boolean isFree(String name, String what, ExtensionJar jar) {
    if (!name.matches(ExtensionServices.NAME_PATTERN)) {
      log.warn(
          "%s has an %s named '%s', which does not match %s; it is skipped"
              .formatted(jar.path(), what, name, ExtensionServices.NAME_PATTERN));
      return false;
    }
    String present = origins.get(name);
    if (present == null && isReserved(name)) {
      present = AGENT;
    }
    if (present != null) {
      log.warn(
          "%s has the %s '%s', a name that %s has taken; it is skipped, rename one or remove one jar"
              .formatted(jar.path(), what, name, present));
      return false;
    }
    origins.put(name, jar.path());
    return true;
  }

  /** Returns whether settings of Clew begin with the name, or end all choice of exporters. */
  private static boolean isReserved(String name) {
    return name.equals("none")
        || ClewSettings.all().stream()
            .anyMatch(setting -> (setting.name() + ".").startsWith("clew." + name + "."));
  }

  /** Something of an extension's that is read. */
  private interface Reading {
    void run() throws Throwable;
  }

  private void contained(ExtensionJar jar, Object provider, Reading adding) {
    try {
      adding.run();
    } catch (Throwable broken) {
      services.skipped(jar.path(), provider.getClass().getName(), broken);
    }
  }
}
