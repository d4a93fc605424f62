// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.ModuleState;
import dev.clew.agent.runtime.doctor.Snapshot.Presence;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.weave.HookState;
import dev.clew.weave.WeaveJournal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws conclusions: why there are no spans, the likeliest reason first. */
final class Causes {
  private final Snapshot snapshot;
  private final List<Finding> found = new ArrayList<>();

  private Causes(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Returns at least one finding. */
  static List<Finding> of(Snapshot snapshot) {
    Causes causes = new Causes(snapshot);
    causes.agent();
    if (snapshot.agent().off() == null) {
      causes.extensions();
      causes.libraries();
      causes.hooks();
      causes.found.addAll(snapshot.contributed());
      causes.found.addAll(ExtensionCauses.of(snapshot.extensions()));
      new ExporterCauses(snapshot, causes::add).look();
      causes.sampling();
      causes.content();
    }
    boolean exported = snapshot.spansExported() > 0;
    if (!exported) {
      causes.otherAgents();
    }
    if (causes.found.isEmpty()) {
      causes.nothingFound();
    }
    if (exported) {
      causes.otherAgents(); // a remark
    }
    causes.found.sort(Comparator.comparing(Finding::level)); // stable
    return causes.found;
  }

  private void add(String id, Level level, String text, String remedy) {
    found.add(new Finding(id, level, text, remedy));
  }

  private void agent() {
    String off = snapshot.agent().off();
    if (off != null) {
      boolean switchedOff = off.contains("clew.enabled");
      add(
          switchedOff ? "disabled" : "stands-aside",
          Level.CAUSE,
          "Clew is in this JVM but does nothing: %s.".formatted(off),
          switchedOff
              ? "Remove %s.".formatted(snapshot.quoted("clew.enabled"))
              : off.contains("JDK tool")
                  ? "Start the application itself with the agent, not a tool of the JDK."
                  : "Attach it: java -jar clew-agent.jar attach %d."
                      .formatted(snapshot.jvm().pid()));
    }
    String failure = snapshot.agent().failure();
    if (failure != null) {
      add(
          "start-failed",
          Level.CAUSE,
          "Clew could not start: %s.".formatted(failure),
          "Please report this, with this page.");
    }
    if (snapshot.agent().copies() > 0) {
      add(
          "two-agents",
          Level.POSSIBLE,
          ("Clew was added to this JVM %d times. The first one counts; the settings of the others"
                  + " have no effect.")
              .formatted(snapshot.agent().copies() + 1),
          "Keep one -javaagent:clew-agent.jar, and look into JAVA_TOOL_OPTIONS.");
    }
  }

  private void extensions() {
    for (AgentLog.Warning warning : snapshot.warnings()) {
      if (warning.topic() == AgentLog.Topic.EXTENSION) {
        add(
            "extension-broken",
            Level.CAUSE,
            "An extension is not used: %s.".formatted(warning.line()),
            "Correct the jar or %s; other modules are not affected."
                .formatted(snapshot.quoted("clew.extensions")));
      }
    }
  }

  private void libraries() {
    Set<String> mismatched = new HashSet<>();
    for (WeaveJournal.LibraryCopy copy : snapshot.libraries()) {
      if (copy.missing() != null) {
        mismatched.add(copy.module());
        add(
            "library-version",
            Level.CAUSE,
            "%s %s (loader %s) does not match the module %s, which supports %s: it lacks %s."
                .formatted(
                    copy.library(),
                    copy.version(),
                    copy.loader(),
                    copy.module(),
                    copy.supported(),
                    copy.missing()),
            "Use a supported version of %s, or a newer Clew.".formatted(copy.library()));
      }
    }
    boolean any = !mismatched.isEmpty();
    for (ModuleState module : snapshot.modules()) {
      if (module.presence() == Presence.LOADED && !module.enabled()) {
        any |= module.activates();
        String setting = "clew.instrumentation.%s.enabled".formatted(module.name());
        add(
            "module-disabled",
            module.activates() ? Level.CAUSE : Level.NOTE,
            "%s is in use, but its module is disabled: %s."
                .formatted(module.library(), snapshot.quoted(setting)),
            snapshot.isSteered(setting)
                ? snapshot.undo("instrumentation.%s.enabled=true".formatted(module.name()))
                : "Remove the setting, or set it to true.");
      }
      any |= module.activates() && module.enabled() && module.presence() == Presence.LOADED;
    }
    // Methods of the application, and its own spans, need no library.
    if (!any && snapshot.agent().failure() == null && ended() == 0) {
      noLibrary();
    }
  }

  private long ended() {
    return snapshot.pipeline() == null ? 0 : snapshot.pipeline().spansEnded();
  }

  private void noLibrary() {
    String unused =
        snapshot.modules().stream()
            .filter(each -> each.activates() && each.presence() == Presence.ON_CLASS_PATH)
            .map(ModuleState::library)
            .distinct()
            .collect(Collectors.joining(", "));
    if (unused.isEmpty()) {
      add(
          "no-library",
          Level.CAUSE,
          "The application has loaded no class of a library that Clew traces.",
          "Check that this is the right process (clew jvms). docs/coverage.md lists the libraries;"
              + " code of your own needs clew.methods or annotations.");
    } else {
      add(
          "library-unused",
          Level.CAUSE,
          "The application has a supported library (%s) but has not used it yet.".formatted(unused),
          "Make the application call its model, then ask again.");
    }
  }

  private void hooks() {
    List<HookState> woven =
        snapshot.hooks().stream().filter(hook -> hook.isWoven() && traces(hook)).toList();
    long ended = ended();
    lateHooks();
    for (HookState hook : snapshot.hooks()) {
      if (hook.failures() > 0) {
        add(
            "hook-failed",
            ended == 0 && traces(hook) ? Level.CAUSE : Level.POSSIBLE,
            "The hook %s in %s failed %d times; the application is not affected: %s."
                .formatted(hook.id(), hook.target(), hook.failures(), hook.lastFailure()),
            "Please report this, with this page and the library's version.");
      }
    }
    if (!woven.isEmpty() && ended == 0 && woven.stream().allMatch(hook -> hook.calls() == 0)) {
      add(
          "not-called",
          Level.POSSIBLE,
          "%s is traced, but has not been called since Clew was %s."
              .formatted(
                  woven.stream()
                      .map(hook -> libraryOf(hook.module()))
                      .distinct()
                      .collect(Collectors.joining(", ")),
                  snapshot.agent().attached() ? "attached; earlier calls left no spans" : "there"),
          "Make the application call its model, then ask again.");
    }
  }

  private void lateHooks() {
    if (!snapshot.agent().attached()) {
      return;
    }
    Set<String> before = Set.copyOf(snapshot.agent().loadedBefore());
    String late =
        snapshot.hooks().stream()
            .filter(hook -> hook.onConstructor() && traces(hook))
            .filter(hook -> before.contains(classOf(hook.target())))
            .map(hook -> classOf(hook.target()))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!late.isEmpty()) {
      add(
          "attached-late",
          Level.POSSIBLE,
          "Clew was attached after the application had started. Objects of these classes that"
              + " existed before are not traced: %s.".formatted(late),
          "Create them anew, or start the application with -javaagent.");
    }
  }

  private boolean traces(HookState hook) {
    return snapshot.modules().stream()
        .anyMatch(module -> module.name().equals(hook.module()) && module.activates());
  }

  private String libraryOf(String name) {
    return snapshot.modules().stream()
        .filter(module -> module.name().equals(name))
        .map(ModuleState::library)
        .findAny()
        .orElse(name);
  }

  private static String classOf(String target) {
    return target.substring(0, target.lastIndexOf('.'));
  }

  private void sampling() {
    PipelineMetrics pipeline = snapshot.pipeline();
    long out = pipeline == null ? 0 : pipeline.sampling().spansSampledByRatio();
    if (pipeline != null && out > 0) {
      add(
          "sampled-out",
          snapshot.spansExported() == 0 ? Level.CAUSE : Level.POSSIBLE,
          "%d of %d spans were sampled out: %s."
              .formatted(out, pipeline.spansEnded(), snapshot.quoted("clew.sampling.ratio")),
          snapshot.isSteered("clew.sampling.ratio")
              ? snapshot.undo("sampling.ratio=1")
              : "Set clew.sampling.ratio=1, or a clew.sampling.keep-* rule.");
    }
  }

  private void content() {
    PipelineMetrics pipeline = snapshot.pipeline();
    if (pipeline == null) {
      return;
    }
    if (snapshot.setting("clew.content").equalsIgnoreCase("none")) {
      add(
          "content-off",
          Level.NOTE,
          "Spans have no messages, arguments and results: %s."
              .formatted(snapshot.quoted("clew.content")),
          snapshot.isSteered("clew.content")
              ? snapshot.undo("content=redacted")
              : "Set clew.content=redacted, which is the default.");
    }
    long lost = Snapshot.sum(pipeline.contentLost());
    if (lost > 0) {
      add(
          "content-lost",
          Level.NOTE,
          "%d spans lost content: %s."
              .formatted(lost, ExporterCauses.reasons(pipeline.contentLost())),
          pipeline.contentLost().entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(most -> most.getKey().remedy())
              .orElse(""));
    }
  }

  private void otherAgents() {
    if (!snapshot.jvm().agents().isEmpty()) {
      add(
          "two-agents",
          snapshot.spansExported() == 0 ? Level.POSSIBLE : Level.NOTE,
          "Other agents are in this JVM: %s.".formatted(String.join(", ", snapshot.jvm().agents())),
          "They can work together. If a call is recorded twice or not at all, run with one of them"
              + " to find out which.");
    }
  }

  private void nothingFound() {
    PipelineMetrics pipeline = snapshot.pipeline();
    if (pipeline != null && snapshot.spansExported() > 0) {
      add(
          "ok",
          Level.NOTE,
          "Nothing is wrong: %d spans were exported by %s."
              .formatted(
                  snapshot.spansExported(),
                  pipeline.exporters().stream()
                      .filter(each -> each.spansExported() > 0)
                      .map(ExporterMetrics::name)
                      .collect(Collectors.joining(", "))),
          "");
    } else if (pipeline != null && pipeline.spansEnded() > 0) {
      add(
          "waiting",
          Level.NOTE,
          "%d spans wait for their batch, for at most %s."
              .formatted(pipeline.spansEnded(), snapshot.setting("clew.batch.delay")),
          "Ask again in a few seconds.");
    } else {
      add(
          "no-span-ended",
          Level.POSSIBLE,
          "The library is traced, but no span has ended yet.",
          "Wait until the call in progress returns, then ask again.");
    }
  }
}
