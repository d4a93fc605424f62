// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.AgentState;
import dev.clew.agent.runtime.doctor.Snapshot.ModuleState;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines this JVM and writes the page that explains missing spans. */
public final class Doctor {
  /**
   * All instrumentation modules, also those that are not used.
   *
   * @param enabled whether the user wants the module of that name
   * @param missing returns the setting that the module depends on if it is not in use
   */
  public record Modules(
      List<LoadedModule> all,
      Predicate<String> enabled,
      Function<String, @Nullable String> missing) {}

  private final Settings settings;
  private final Modules modules;
  private final @Nullable Weaving weaving;
  private final Supplier<@Nullable PipelineMetrics> pipeline;
  private final Supplier<List<ExtensionPart>> parts;
  private final Contributions contributions;
  private final AgentLog log;
  private final Instrumentation instrumentation;

  /**
   * Creates a doctor, who looks at nothing yet.
   *
   * @param weaving null if nothing has started Clew
   * @param pipeline returns null if there is no pipeline
   * @param parts returns the parts of extensions, without modules
   */
  public Doctor(
      Settings settings,
      Modules modules,
      @Nullable Weaving weaving,
      Supplier<@Nullable PipelineMetrics> pipeline,
      Supplier<List<ExtensionPart>> parts,
      Contributions contributions,
      AgentLog log,
      Instrumentation instrumentation) {
    this.settings = settings;
    this.modules = modules;
    this.weaving = weaving;
    this.pipeline = pipeline;
    this.parts = parts;
    this.contributions = contributions;
    this.log = log;
    this.instrumentation = instrumentation;
  }

  /**
   * Returns the page.
   *
   * @param facts what the entrance of the agent knows; see {@code dev.clew.agent.Activation}
   */
  public String page(Map<String, Object> facts, boolean json) {
    Set<String> loadedClasses = new HashSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      loadedClasses.add(type.getName());
    }
    List<ModuleState> all =
        new ModulesProbe(loadedClasses).look(modules.all(), modules.enabled(), modules.missing());
    PipelineMetrics metrics = pipeline.get();
    List<String> exporters =
        metrics == null
            ? List.of()
            : metrics.exporters().stream().map(ExporterMetrics::name).toList();
    Snapshot snapshot =
        new Snapshot(
            agent(facts),
            JvmProbe.look(loadedClasses),
            SettingsProbe.look(settings, all.stream().map(ModuleState::name).toList(), exporters),
            all,
            weaving == null ? List.of() : weaving.journal().libraries(),
            weaving == null ? List.of() : weaving.hooks(),
            metrics,
            parts.get().stream().map(Snapshot.ExtensionState::of).toList(),
            log.warnings(),
            contributions.findings());
    List<Finding> findings = Causes.of(snapshot);
    return json ? JsonPage.of(snapshot, findings) : TextPage.of(snapshot, findings);
  }

  @SuppressWarnings("unchecked") // the contract of Activation.facts
  private static AgentState agent(Map<String, Object> facts) {
    return new AgentState(
        ClewVersion.ofThisJar(),
        Boolean.TRUE.equals(facts.get("attached")),
        (Long) facts.getOrDefault("since", 0L),
        (String) facts.get("off"),
        Boolean.TRUE.equals(facts.get("active")),
        (String) facts.get("failure"),
        (Integer) facts.getOrDefault("copies", 0),
        (List<String>) facts.getOrDefault("loadedBefore", List.of()));
  }
}
