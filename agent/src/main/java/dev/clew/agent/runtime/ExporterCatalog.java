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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All exporters and processors: the agent's and those in extension jars. */
final class ExporterCatalog {
  /** Serves metrics rather than spans, so it is not among the exporters below. */
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

  ExporterCatalog(Settings settings, Path home, AgentLog log) {
    this.settings = settings;
    this.home = home;
    this.log = log;
    this.services = new ExtensionServices(log);
    for (ExporterChoice each : new BuiltInExporters(settings, home, log).all()) {
      exporters.put(each.name(), each);
      origins.put(each.name(), AGENT);
      builtIn.add(each.name());
    }
  }

  /** The user's settings under one name. */
  private record ProviderSettings(String name, Settings settings, Path home, AgentLog log)
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

  /** Returns the names of Clew's own exporters. */
  List<String> builtIn() {
    return builtIn;
  }

  /** Returns the names under which extensions have settings. */
  List<String> extensions() {
    return origins.keySet().stream().filter(name -> !builtIn.contains(name)).toList();
  }

  /** Returns whether {@code jar} provides an exporter or a processor, even a broken one. */
  boolean addExtension(ExtensionJar jar) {
    List<SpanExporterProvider> ofExporters =
        services.load(SpanExporterProvider.class, jar, jar.path());
    List<SpanProcessorProvider> ofProcessors =
        services.load(SpanProcessorProvider.class, jar, jar.path());
    if (ofExporters == null || ofProcessors == null) {
      return true;
    }
    ofExporters.forEach(provider -> guarded(jar, provider, () -> add(jar, provider)));
    ofProcessors.forEach(provider -> guarded(jar, provider, () -> add(jar, provider)));
    return !ofExporters.isEmpty() || !ofProcessors.isEmpty();
  }

  /** Returns the exporters named in {@code clew.exporters}, and warns of unknown names. */
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
          "clew.exporters contains unknown names: %s; available are %s, prometheus, none%s"
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", exporters.keySet()),
                  nothingLeft ? "; using " + chosen.get(0).name() : ""));
    }
    return chosen;
  }

  /** Creates the processors that are not switched off. */
  List<SpanProcessor> processors() {
    List<SpanProcessor> created = new ArrayList<>();
    processors.forEach(
        (name, provider) -> {
          if (settings.get(PipelineSettings.enabled(name))) {
            try {
              SpanProcessor processor =
                  ExtensionThread.call(() -> provider.create(settingsOf(name)));
              created.add(java.util.Objects.requireNonNull(processor, "create returned null"));
            } catch (Throwable failure) {
              services.skipped(origins.get(name) + ", processor " + name, "create", failure);
            }
          }
        });
    return created;
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
      return provider.create(settingsOf(name));
    } catch (Throwable failure) {
      log.warnOnce(
          jar.path() + name,
          "%s: exporter %s cannot be created, so its spans are lost; correct clew.%s.* or remove it"
                  .formatted(jar.path(), name, name)
              + " from clew.exporters: "
              + AgentLog.describe(failure));
      throw failure;
    }
  }

  private ExporterSettings settingsOf(String name) {
    return new ProviderSettings(name, settings, home, log);
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
          "%s has the %s '%s', a name already used by %s; it is skipped, rename one or remove a jar"
              .formatted(jar.path(), what, name, present));
      return false;
    }
    origins.put(name, jar.path());
    return true;
  }

  /**
   * Returns whether the name is a prefix of Clew settings or has a special meaning in {@code
   * clew.exporters}.
   */
  private static boolean isReserved(String name) {
    return name.equals("none")
        || ClewSettings.all().stream()
            .anyMatch(setting -> (setting.name() + ".").startsWith("clew." + name + "."));
  }

  /** Code of an extension that is called while its providers are added. */
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
