// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.SpanSink;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.core.log.AgentLog;
import dev.clew.core.trace.RecordingTracer;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WantedTracesTest {
  private static final SpanData NOTHING = new CustomData("x", Map.of());

  private final List<String> warnings = new ArrayList<>();

  @Test
  void rules_matchByName_orByFailure() {
    WantedTraces wanted = wanted("agent:Support*; error; method:a.B[c]; model:gpt-4o-2024*");
    SpanData answered = new GenerationData.Builder().responseModel("gpt-4o-2024-08").build();

    assertThat(matches(wanted, SpanType.AGENT, "SupportDesk", null, NOTHING)).isTrue();
    assertThat(matches(wanted, SpanType.AGENT, "Sales", null, NOTHING)).isFalse();
    assertThat(matches(wanted, SpanType.CUSTOM, "c", "a.B.c", NOTHING)).isTrue();
    assertThat(matches(wanted, SpanType.GENERATION, "chat", null, answered)).isTrue();
    FinishedSpan sales = span(SpanType.AGENT, "Sales", null);
    assertThat(wanted.matches(sales, record(sales, SpanStatus.ERROR, NOTHING))).isTrue();
  }

  @Test
  void openSpan_matchesByWhatIsKnown() {
    WantedTraces wanted = wanted("agent:Support*; error");

    assertThat(wanted.matchesOpen(span(SpanType.AGENT, "SupportDesk", null))).isTrue();
    assertThat(wanted.matchesOpen(span(SpanType.FUNCTION, "SupportDesk", null))).isFalse();
  }

  @Test
  void mistake_keepsAllTraces() {
    assertThat(WantedTraces.of("clew.trace.only-if", "error; tool refund", warnings::add)).isNull();
    assertThat(warnings)
        .containsExactly(
            "clew.trace.only-if, column 8: expected agent:, tool:, model:, method: or error and a"
                + " name, as in tool:ping, instead of 'tool refund'; keeping all traces");
  }

  @Test
  void noRule_isNothing() {
    assertThat(WantedTraces.of("clew.trace.only-if", " ", warnings::add)).isNull();
    assertThat(warnings).isEmpty();
  }

  private WantedTraces wanted(String text) {
    WantedTraces read = WantedTraces.of("clew.trace.only-if", text, warnings::add);
    assertThat(warnings).isEmpty();
    return Objects.requireNonNull(read);
  }

  private static boolean matches(
      WantedTraces wanted, SpanType type, String name, String method, SpanData data) {
    FinishedSpan span = span(type, name, method);
    return wanted.matches(span, record(span, SpanStatus.OK, data));
  }

  private static FinishedSpan span(SpanType type, String name, String method) {
    List<FinishedSpan> ended = new ArrayList<>();
    SpanSink sink = ended::add;
    AgentLog log =
        new AgentLog(new PrintStream(PrintStream.nullOutputStream()), AgentLog.Level.OFF);
    new RecordingTracer(sink, log, InstantSource.system(), 10)
        .start(Context.root(), type, name, ExcludedSpansTest.ofMethod(method))
        .end();
    return ended.get(0);
  }

  private static SpanRecord record(FinishedSpan span, SpanStatus status, SpanData data) {
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        null,
        span.name(),
        0,
        1,
        null,
        status,
        null,
        null,
        data,
        Map.of(),
        List.of());
  }
}
