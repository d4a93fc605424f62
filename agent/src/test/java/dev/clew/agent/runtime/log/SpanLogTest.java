// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.core.log.AgentLog;
import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import dev.clew.core.log.LogLine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanLogTest {
  private static final SpanData TOOL =
      new FunctionData("refund", "{\"card\":\"secret\"}", "secret", null, null, false);

  private final List<LogLine> lines = new ArrayList<>();
  private final AgentLog log =
      new AgentLog(new PrintStream(OutputStream.nullOutputStream()), Level.WARN);
  private final SpanLog spans = new SpanLog(log);

  SpanLogTest() {
    log.output(lines::add);
  }

  @Test
  void eachKindOfSpan_hasItsLine_withoutContent() {
    log.level(Level.INFO);

    spans.onRecord(
        ok(
            new AgentData(
                "desk", null, "secret", List.of(), List.of(), null, Map.of(), "secret", Map.of())));
    spans.onRecord(ok(new HandoffData("desk", "billing", "model")));
    spans.onRecord(ok(new GuardrailData("safety", true, Map.of("input", "secret"))));
    spans.onRecord(
        span(
            new GenerationData.Builder()
                .provider("openai")
                .requestModel("gpt-4o")
                .input(List.of(Message.text("user", "secret")))
                .usage(Usage.of(20, 4))
                .build(),
            SpanStatus.OK,
            null,
            Map.of("clew.cost.total", 0.0012)));
    spans.onRecord(ok(new EmbeddingData("openai", "text-embedding-3-small", null, null, 1, null)));
    spans.onRecord(ok(TOOL));
    spans.onRecord(ok(new McpData("weather", "tools/list", List.of("a"))));
    spans.onRecord(ok(new RetrievalData("docs", "secret", 3, List.of(Map.of("text", "secret")))));
    spans.onRecord(ok(new CustomData("anything", Map.of())));

    assertThat(lines)
        .extracting(LogLine::message)
        .containsExactly(
            "agent desk ok 12 ms",
            "handoff desk -> billing",
            "guardrail safety ok 12 ms triggered=true",
            "model gpt-4o ok 12 ms in=20 out=4 cost=0.0012 provider=openai",
            "embedding text-embedding-3-small ok 12 ms provider=openai",
            "tool refund ok 12 ms",
            "mcp tools/list ok 12 ms server=weather",
            "retrieval docs ok 12 ms documents=1");
    assertThat(lines)
        .extracting(LogLine::category)
        .containsExactly(
            Category.AGENT,
            Category.AGENT,
            Category.AGENT,
            Category.MODEL,
            Category.MODEL,
            Category.TOOL,
            Category.TOOL,
            Category.TOOL);
    assertThat(lines).extracting(LogLine::level).containsOnly(Level.INFO);
  }

  @Test
  void failure_isAWarning_withTheTypeOfTheErrorOnly() {
    log.level(Category.TOOL, Level.WARN);

    spans.onRecord(ok(TOOL));
    spans.onRecord(
        span(
            TOOL,
            SpanStatus.ERROR,
            new ErrorRecord("java.io.IOException", "no card secret", "at secret"),
            Map.of()));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).message()).isEqualTo("tool refund failed 12 ms");
    assertThat(lines.get(0).error()).isEqualTo("java.io.IOException");
    assertThat(lines.get(0).level()).isEqualTo(Level.WARN);
  }

  @Test
  void debug_addsIds() {
    log.level(Category.TOOL, Level.DEBUG);

    spans.onRecord(ok(TOOL));

    assertThat(lines)
        .extracting(LogLine::message)
        .containsExactly("tool refund ok 12 ms trace=t1 span=s1 parent=p1");
  }

  @Test
  void byDefault_itIsNotActive() {
    assertThat(spans.isActive()).isFalse();

    log.level(Category.MODEL, Level.INFO);

    assertThat(spans.isActive()).isTrue();
  }

  private static SpanRecord ok(SpanData data) {
    return span(data, SpanStatus.OK, null, Map.of());
  }

  private static SpanRecord span(
      SpanData data, SpanStatus status, ErrorRecord error, Map<String, Object> attributes) {
    return new SpanRecord(
        "t1",
        "s1",
        "p1",
        "name",
        0,
        12_345_678,
        null,
        status,
        error,
        null,
        data,
        attributes,
        List.of());
  }
}
