// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Diagnostics;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.BatchSpanSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TraceSelectionTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  @TempDir Path home;
  private final CapturedLog said = new CapturedLog();
  private final Map<String, Supplier<List<Finding>>> findings = new LinkedHashMap<>();
  private final Diagnostics diagnostics = findings::put;

  @Test
  void excludedSpans_areExplained_andSoAreIdleRules() {
    Running running = running("exclude=agent:Warmup*;tool:ping");

    running.agent("Warmup").end();
    running.pipeline.close(AMPLE);

    assertThat(all())
        .extracting(Finding::text)
        .containsExactly(
            "The rule 'tool:ping' of clew.exclude has excluded nothing.",
            "1 of 1 spans were excluded by clew.exclude.");
    assertThat(all()).extracting(Finding::level).containsExactly(Level.NOTE, Level.CAUSE);
  }

  @Test
  void tracesWithoutMatch_areExplained() {
    Running running = running("trace.only-if=agent:Support*");

    running.agent("Support").end();
    running.agent("Sales").end();
    running.pipeline.close(AMPLE);

    assertThat(all())
        .extracting(Finding::text)
        .containsExactly(
            "1 of 2 spans belong to traces in which nothing matched clew.trace.only-if.");
    assertThat(all()).extracting(Finding::level).containsExactly(Level.NOTE);
  }

  @Test
  void openTrace_isShown_onceItIsCertainToBeKept() {
    Running running = running("trace.only-if=agent:Support*");
    Span support = running.agent("Support");
    Span sales = running.agent("Sales");

    assertThat(running.selection.mayShow(support.traceId(), id -> false)).isTrue();
    assertThat(running.selection.mayShow(sales.traceId(), id -> false)).isFalse();
    assertThat(running.selection.mayShow(sales.traceId(), id -> true)).isTrue();
    running.pipeline.close(Duration.ZERO);
  }

  @Test
  void noRules_leaveTheTracerAlone() {
    Running running = running("content=none");
    Span warmup = running.agent("Warmup");

    assertThat(running.tracer.openSpans(10))
        .extracting(FinishedSpan::name)
        .containsExactly("Warmup");
    assertThat(running.selection.mayShow(warmup.traceId(), id -> false)).isTrue();
    assertThat(findings).isEmpty();
    running.pipeline.close(Duration.ZERO);
  }

  private List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    findings.values().forEach(each -> all.addAll(each.get()));
    return all;
  }

  private record Running(TraceSelection selection, BatchSpanSink pipeline, RecordingTracer tracer) {
    Span agent(String name) {
      return tracer.start(
          Context.root(), SpanType.AGENT, name, () -> new CustomData("data", Map.of()));
    }
  }

  private Running running(String arguments) {
    Settings settings =
        new Settings(List.of(SettingsSource.agentArguments(arguments)), said.log::warn);
    TraceSelection selection = TraceSelection.of(settings, said.log::warn);
    BatchSpanSink pipeline =
        new ExportPipeline(
                settings,
                said.log,
                home,
                new ExporterCatalog(settings, home, said.log),
                selection,
                null)
            .build();
    RecordingTracer tracer = new RecordingTracer(pipeline, said.log, InstantSource.system(), 100);
    selection.apply(tracer, pipeline::metrics, diagnostics);
    return new Running(selection, pipeline, tracer);
  }
}
