// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.ModuleState;
import dev.clew.agent.runtime.doctor.Snapshot.Presence;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.exporter.DropReason;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.weave.HookState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The doctor's page for people: what there is, then what follows from it. */
final class TextPage {
  private static final int MAX_HOOKS = 60;

  private final StringBuilder page = new StringBuilder();

  private TextPage() {}

  static String of(Snapshot snapshot, List<Finding> findings) {
    TextPage text = new TextPage();
    text.heading(snapshot);
    text.settings(snapshot);
    text.modules(snapshot);
    text.libraries(snapshot);
    text.hooks(snapshot);
    text.pipeline(snapshot);
    text.extensions(snapshot);
    text.warnings(snapshot);
    text.findings(findings);
    return text.page.toString();
  }

  /** Returns the time in UTC, or {@code never}. */
  static String time(long millis) {
    return millis == 0
        ? "never"
        : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void line(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void heading(Snapshot snapshot) {
    Snapshot.JvmState jvm = snapshot.jvm();
    Snapshot.AgentState agent = snapshot.agent();
    line("Clew %s in process %d: %s", agent.version(), jvm.pid(), jvm.main());
    line(
        "  JVM        %s, %s, %d processors, heap %d MB, started %s",
        jvm.java(), jvm.os(), jvm.processors(), jvm.heapBytes() >> 20, time(jvm.startMillis()));
    line(
        "  Clew       %s %s, %s",
        agent.attached() ? "attached" : "started with the JVM",
        time(agent.sinceMillis()),
        agent.off() != null
            ? "off: " + agent.off()
            : agent.active() ? "active" : "waiting for a library");
    line("  Agents     %s", jvm.agents().isEmpty() ? "no other" : String.join(", ", jvm.agents()));
  }

  private void settings(Snapshot snapshot) {
    line("%nSettings");
    snapshot
        .settings()
        .forEach(each -> line("  %s=%s (%s)", each.name(), each.value(), each.source()));
  }

  private void modules(Snapshot snapshot) {
    line("%nModules");
    List<String> absent =
        snapshot.modules().stream()
            .filter(each -> each.presence() == Presence.ABSENT && each.enabled())
            .map(ModuleState::name)
            .toList();
    for (ModuleState module : snapshot.modules()) {
      if (!absent.contains(module.name())) {
        line(
            "  %-24s %s for %s %s%s",
            module.name(),
            state(module),
            module.library(),
            module.supported(),
            module.origin().equals("clew-agent.jar") ? "" : ", from " + module.origin());
      }
    }
    if (!absent.isEmpty()) {
      line("  without their library: %s", String.join(", ", absent));
    }
  }

  private static String state(ModuleState module) {
    if (!module.enabled()) {
      return "disabled,";
    }
    if (module.required() != null) {
      return "off until " + module.required() + " is set,";
    }
    return module.presence() == Presence.ON_CLASS_PATH ? "waiting, not used yet," : "linked,";
  }

  private void libraries(Snapshot snapshot) {
    if (!snapshot.libraries().isEmpty()) {
      line("%nLibraries");
    }
    snapshot
        .libraries()
        .forEach(
            copy ->
                line(
                    "  %-24s %s, loader %s, module %s: %s",
                    copy.library(),
                    copy.version(),
                    copy.loader(),
                    copy.module(),
                    copy.missing() == null
                        ? "matches"
                        : "does not match, lacks " + copy.missing()));
  }

  private void hooks(Snapshot snapshot) {
    List<HookState> woven = snapshot.hooks().stream().filter(HookState::isWoven).toList();
    if (woven.isEmpty()) {
      return;
    }
    line("%nHooks (%d of %d installed)", woven.size(), snapshot.hooks().size());
    List<HookState> called =
        woven.stream().filter(hook -> hook.calls() > 0 || hook.failures() > 0).toList();
    called.stream()
        .limit(MAX_HOOKS)
        .forEach(
            hook ->
                line(
                    "  %-24s %s calls%s  %s",
                    hook.id(),
                    hook.calls(),
                    hook.failures() == 0
                        ? ""
                        : ", %d failures: %s".formatted(hook.failures(), hook.lastFailure()),
                    hook.target()));
    if (called.size() > MAX_HOOKS) {
      line("  and %d more", called.size() - MAX_HOOKS);
    }
    Map<String, Long> idle =
        woven.stream()
            .filter(hook -> !called.contains(hook))
            .collect(Collectors.groupingBy(HookState::module, Collectors.counting()));
    if (!idle.isEmpty()) {
      line("  installed, not called: %s", idle.toString().replaceAll("[{}]", ""));
    }
  }

  private void pipeline(Snapshot snapshot) {
    PipelineMetrics pipeline = snapshot.pipeline();
    if (pipeline == null) {
      return;
    }
    line("%nPipeline");
    line(
        "  %d spans ended, %d wait, %d dropped, %d sampled out, %d without their content",
        pipeline.spansEnded(),
        pipeline.spansQueued(),
        pipeline.totalDropped(),
        pipeline.sampling().spansSampledByRatio(),
        Snapshot.sum(pipeline.contentLost()));
    long excluded = pipeline.spansDropped(DropReason.EXCLUDED);
    if (excluded > 0) {
      line("  excluded by clew.exclude: %d", excluded);
    }
    if (pipeline.sampling().spansUnwanted() > 0) {
      line("  left out by clew.trace.only-if: %d", pipeline.sampling().spansUnwanted());
    }
    pipeline.exporters().forEach(this::exporter);
  }

  private void exporter(ExporterMetrics exporter) {
    line(
        "  %s: %d spans exported, %d lost, %d batches wait, breaker %s, last success %s",
        exporter.name(),
        exporter.spansExported(),
        exporter.spansLost(),
        exporter.batchesQueued(),
        exporter.breaker().name().toLowerCase(Locale.ROOT),
        time(exporter.lastSuccessMillis()));
    if (exporter.lastFailureMillis() > 0) {
      line(
          "    %d failures, the last %s: %s",
          exporter.failures(),
          time(exporter.lastFailureMillis()),
          String.valueOf(exporter.lastFailure()));
    }
    if (exporter.spansSpooled() > 0 || exporter.spool().spansWaiting() > 0) {
      line(
          "    spool: %d spans written, %d wait (%d bytes)",
          exporter.spansSpooled(),
          exporter.spool().spansWaiting(),
          exporter.spool().bytesWaiting());
    }
    if (exporter.busyMillis() > 0) {
      line("    a call has been running for %d ms", exporter.busyMillis());
    }
  }

  private void extensions(Snapshot snapshot) {
    if (!snapshot.extensions().isEmpty()) {
      line("%nExtensions");
    }
    snapshot
        .extensions()
        .forEach(
            each ->
                line(
                    "  %-24s %s, from %s, %s",
                    each.kind() + " " + each.name(),
                    each.use().name().toLowerCase(Locale.ROOT),
                    each.jar(),
                    each.failures() == 0
                        ? "no failures"
                        : "%d failures, the last: %s"
                            .formatted(each.failures(), each.lastFailure())));
  }

  private void warnings(Snapshot snapshot) {
    if (!snapshot.warnings().isEmpty()) {
      line("%nWarnings");
      snapshot.warnings().forEach(warning -> line("  %s", warning.line()));
    }
  }

  private void findings(List<Finding> findings) {
    if (findings.size() > 1) {
      line("%nAlso found");
      findings.subList(1, findings.size()).forEach(this::finding);
    }
    line("%nLikely cause");
    finding(findings.get(0));
  }

  private void finding(Finding finding) {
    line("  %s", finding.text());
    if (!finding.remedy().isEmpty()) {
      line("    %s", finding.remedy());
    }
  }
}
