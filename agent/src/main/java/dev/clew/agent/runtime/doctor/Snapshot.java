// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.code.CodeExporter;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.weave.HookState;
import dev.clew.weave.WeaveJournal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the doctor looked at.
 *
 * @param pipeline null if no class of a supported library has been seen, or Clew is off
 * @param extensions what extension jars provide beside modules
 * @param contributed what parts of Clew said themselves
 */
record Snapshot(
    AgentState agent,
    JvmState jvm,
    List<SettingState> settings,
    List<ModuleState> modules,
    List<WeaveJournal.LibraryCopy> libraries,
    List<HookState> hooks,
    @Nullable PipelineMetrics pipeline,
    List<ExtensionState> extensions,
    List<AgentLog.Warning> warnings,
    List<Finding> contributed) {

  /**
   * Clew itself.
   *
   * @param attached whether it was attached to the running JVM
   * @param off the reason for which it stands aside, or null
   * @param active whether a class of a supported library, or an extension, has started it
   * @param failure why it could not start, or null
   * @param copies how many more copies of Clew were added, in vain
   * @param loadedBefore hooked classes that were loaded before Clew was there
   */
  record AgentState(
      String version,
      boolean attached,
      long sinceMillis,
      @Nullable String off,
      boolean active,
      @Nullable String failure,
      int copies,
      List<String> loadedBefore) {}

  /**
   * The JVM.
   *
   * @param main its main class or jar, without arguments
   * @param agents other agents, as far as they can be recognised
   */
  record JvmState(
      long pid,
      String main,
      String java,
      String os,
      int processors,
      long heapBytes,
      long startMillis,
      List<String> agents) {}

  /**
   * A setting.
   *
   * @param value as written; never a secret
   * @param source where it was set, or {@code default}
   */
  record SettingState(String name, String value, String source) {
    /** Returns whether it was changed while the application ran. */
    boolean isSteered() {
      return source.startsWith("set at run time");
    }

    boolean isSet() {
      return !source.equals("default");
    }
  }

  /** Whether the library of a module is there. */
  enum Presence {
    LOADED,
    ON_CLASS_PATH,
    ABSENT
  }

  /**
   * An instrumentation module.
   *
   * @param enabled false if the user switched it off
   * @param required the setting it depends on and which is not in use, or null
   * @param activates whether its library starts Clew
   */
  record ModuleState(
      String name,
      String origin,
      String library,
      String supported,
      boolean enabled,
      @Nullable String required,
      boolean activates,
      Presence presence) {}

  /** A part of an extension jar. */
  record ExtensionState(
      String kind,
      String name,
      String jar,
      ExtensionPart.Use use,
      long failures,
      @Nullable String lastFailure,
      String consequence) {
    static ExtensionState of(ExtensionPart part) {
      return new ExtensionState(
          part.kind().toString(),
          part.name(),
          part.jar(),
          part.use(),
          part.failures(),
          part.lastFailure(),
          part.kind().consequence());
    }
  }

  /** Returns the value of a setting, or an empty text. */
  String setting(String name) {
    return settings.stream()
        .filter(each -> each.name().equals(name))
        .map(SettingState::value)
        .findAny()
        .orElse("");
  }

  /** Returns the setting as the user can find it: {@code name=value (source)}. */
  String quoted(String name) {
    return settings.stream()
        .filter(each -> each.name().equals(name))
        .map(each -> "%s=%s (%s)".formatted(each.name(), each.value(), each.source()))
        .findAny()
        .orElse(name);
  }

  /** Returns whether the setting was changed while the application ran. */
  boolean isSteered(String name) {
    return settings.stream().anyMatch(each -> each.name().equals(name) && each.isSteered());
  }

  /** Returns the remedy for what somebody changed while the application ran. */
  String undo(String setting) {
    return "Undo it: clew set %d %s".formatted(jvm.pid(), setting);
  }

  /** Returns whether an exporter was switched off while the application ran. */
  boolean isSwitchedOff(ExporterMetrics exporter) {
    String exporters = "clew.exporters";
    return isSteered(exporters)
        && !exporter.name().equals(CodeExporter.NAME)
        && Arrays.stream(setting(exporters).split(",")).noneMatch(exporter.name()::equals);
  }

  long spansExported() {
    return pipeline == null
        ? 0
        : pipeline.exporters().stream().mapToLong(each -> each.spansExported()).sum();
  }

  static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
