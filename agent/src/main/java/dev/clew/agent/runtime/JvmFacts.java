// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.ViewSettings;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.live.JvmReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The facts about this JVM in the trace file, besides its figures. */
final class JvmFacts {
  /** The settings that explain the content of the file; none of them can be a secret. */
  private static final List<Setting<?>> RECORDED_SETTINGS =
      List.of(
          ClewSettings.EXPORTERS,
          ClewSettings.CONTENT,
          ClewSettings.CONTENT_MAX_CHARS,
          ClewSettings.TRACE_MAX_SPANS,
          PipelineSettings.SAMPLING_RATIO);

  private JvmFacts() {}

  static JvmReport report(
      Settings settings, AgentLog log, Supplier<PipelineMetrics> pipeline, long queueCapacity) {
    return new JvmReport(
        id(), () -> facts(settings, log), pipeline, queueCapacity, () -> canRead(settings, log));
  }

  /** Figures that were not explicitly requested may be missing without a warning. */
  private static boolean canRead(Settings settings, AgentLog log) {
    if (ModuleLayer.boot().findModule("java.management").isPresent()) {
      return true;
    }
    String line =
        "no figures of this JVM are written: it lacks the module java.management; add it with"
            + " --add-modules java.management to jlink or java";
    if (settings.find(ViewSettings.JVM_FIGURES) != null) {
      log.warn(line);
    } else {
      log.info(line);
    }
    return false;
  }

  /** As in the name of the trace file. */
  private static String id() {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElseGet(Instant::now);
    return self.pid() + "-" + started.toEpochMilli();
  }

  private static Map<String, Object> facts(Settings settings, AgentLog log) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("service", ProcessDescription.resource(settings, log).serviceName());
    facts.put("agent_version", ClewVersion.ofThisJar());
    facts.put("java_version", System.getProperty("java.version", ""));
    Map<String, String> recorded = new LinkedHashMap<>();
    RECORDED_SETTINGS.forEach(setting -> recorded.put(setting.name(), text(settings.get(setting))));
    facts.put("settings", recorded);
    return facts;
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value instanceof Enum<?> each
        ? each.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }
}
