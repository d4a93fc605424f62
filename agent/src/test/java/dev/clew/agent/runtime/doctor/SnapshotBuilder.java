// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.AgentState;
import dev.clew.agent.runtime.doctor.Snapshot.ExtensionState;
import dev.clew.agent.runtime.doctor.Snapshot.JvmState;
import dev.clew.agent.runtime.doctor.Snapshot.ModuleState;
import dev.clew.agent.runtime.doctor.Snapshot.Presence;
import dev.clew.agent.runtime.doctor.Snapshot.SettingState;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.DropReason;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import dev.clew.exporter.spool.SpoolMetrics;
import dev.clew.weave.HookState;
import dev.clew.weave.WeaveJournal.LibraryCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM in which openai-java is used and traced, until a test changes something. */
final class SnapshotBuilder {
  static final long NOON = 1_796_040_000_000L;

  AgentState agent = agent(false, null, null, 0, List.of());
  JvmState jvm = jvm(List.of());
  final List<SettingState> settings =
      new ArrayList<>(
          List.of(
              new SettingState("clew.exporters", "file", "default"),
              new SettingState("clew.content", "redacted", "default"),
              new SettingState("clew.batch.delay", "5s", "default")));
  ModuleState module = module(true, Presence.LOADED);
  List<LibraryCopy> libraries =
      List.of(new LibraryCopy("openai", "openai-java", "4.1.0", "1.1.0 to 5.0.0", "app", null));
  HookState hook = hook(3, 0, null);
  PipelineMetrics pipeline = pipeline(3, 0, Map.of(), exporter(3, null));
  final List<ExtensionState> extensions = new ArrayList<>();
  final List<AgentLog.Warning> warnings = new ArrayList<>();
  final List<Finding> contributed = new ArrayList<>();

  Snapshot build() {
    return new Snapshot(
        agent,
        jvm,
        settings,
        List.of(module),
        libraries,
        hook == null ? List.of() : List.of(hook),
        pipeline,
        extensions,
        warnings,
        contributed);
  }

  SnapshotBuilder set(String name, String value) {
    settings.removeIf(each -> each.name().equals(name));
    settings.add(new SettingState(name, value, "environment"));
    return this;
  }

  /** Changes a setting while the application runs. */
  SnapshotBuilder steer(String name, String value) {
    settings.removeIf(each -> each.name().equals(name));
    settings.add(new SettingState(name, value, "set at run time by clew set"));
    return this;
  }

  /** Nothing has started Clew. */
  SnapshotBuilder idle(Presence presence) {
    module = module(true, presence);
    libraries = List.of();
    hook = null;
    pipeline = null;
    return this;
  }

  static AgentState agent(
      boolean attached, String off, String failure, int copies, List<String> loadedBefore) {
    return new AgentState("1.0", attached, NOON, off, off == null, failure, copies, loadedBefore);
  }

  static JvmState jvm(List<String> agents) {
    return new JvmState(42, "app.Main", "Java 21", "Linux", 2, 1 << 30, NOON, agents);
  }

  static ModuleState module(boolean enabled, Presence presence) {
    return new ModuleState(
        "openai", "clew-agent.jar", "openai-java", "1.1.0 to 5.0.0", enabled, null, true, presence);
  }

  static HookState hook(int calls, long failures, String last) {
    return new HookState(
        "openai-1",
        "openai",
        "com.openai.Completions.create",
        false,
        List.of("com.openai.Completions"),
        calls,
        failures,
        last);
  }

  static PipelineMetrics pipeline(
      long ended, long sampledOut, Map<DropReason, Long> dropped, ExporterMetrics... exporters) {
    return new PipelineMetrics(
        ended,
        ended,
        0,
        dropped,
        0,
        Map.of(),
        new SamplingMetrics(sampledOut, sampledOut, 0, 0, 0),
        new UnresponsiveClasses.Metrics(0, 0, 0),
        List.of(exporters));
  }

  /** The file exporter, which has failed if {@code failure} is not null. */
  static ExporterMetrics exporter(long exported, String failure) {
    return exporter("file", exported, failure, 0);
  }

  static ExporterMetrics exporter(String name, long exported, String failure, long busyMillis) {
    return new ExporterMetrics(
        name,
        exported,
        0,
        Map.of(),
        exported,
        0,
        Map.of(),
        failure == null ? 0 : 7,
        0,
        ExporterMetrics.Breaker.CLOSED,
        0,
        0,
        SpoolMetrics.NONE,
        failure,
        exported == 0 ? 0 : NOON,
        failure == null ? 0 : NOON + 1000,
        busyMillis);
  }
}
