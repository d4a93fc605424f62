// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import static dev.clew.viewer.Recording.fail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {

  private final Recording recording = new Recording(1);

  private List<String> sentences() {
    return findings().stream().map(f -> f.sentence().replace('\u00a0', ' ')).toList();
  }

  private List<Finding> findings() {
    return Findings.of(
        new TraceTree(recording.spans()),
        TraceHeader.empty(recording.traceId()),
        Recording.START + 60_000_000_000L + 10_000_000_000L);
  }

  @Test
  void runThatWaits_saysForWhatAndHowLong() {
    String root = recording.agent(null, "trip-planner", 0, -1);
    recording.generation(root, "gpt-4.1", 0, 1000);
    recording.tool(root, "hotelSearch", 1120, -1, "{}");

    assertThat(sentences()).startsWith("Still running: hotelSearch has not answered for 8.88 s.");
  }

  @Test
  void answerOfAProvider_isSaidByItsMessage() {
    String root = recording.agent(null, "desk", 0, 400);
    recording.tool(
        root,
        "ask",
        10,
        20,
        "{}",
        r ->
            fail(
                r,
                "x.ServerException",
                "{\"error\":{\"type\":\"server_error\",\"message\":\"The \\\"gpt\\\" is down\",\"co"));

    assertThat(sentences())
        .containsExactly(
            "ask failed in desk: The \"gpt\" is down. The agent went on and answered.");
  }

  @Test
  void errorThatEndedTheRun_comesBeforeAToolErrorThatWasHandled() {
    String root =
        recording.span(
            null, "agent", "desk", 0, 400, r -> fail(r, "x.RateLimitException", "429: too many"));
    recording.generation(root, "gpt-4o", 0, 100);
    recording.tool(root, "payOut", 110, 150, "{}", r -> fail(r, "x.CardException", "expired"));
    recording.generation(
        root, "gpt-4o", 160, 390, r -> fail(r, "x.RateLimitException", "429: too many"));

    assertThat(sentences())
        .startsWith(
            "Failed: RateLimitException in gpt-4o: 429: too many",
            "payOut failed in desk: expired. The model was told and went on.");
    assertThat(findings().get(0).span().idText()).isEqualTo(recording.spanId(4));
    assertThat(findings().get(1).severity()).isEqualTo(Finding.Severity.WARNING);
  }

  @Test
  void toolErrorThatEndedTheRun_isNotHandled() {
    String root =
        recording.span(null, "agent", "desk", 0, 400, r -> fail(r, "x.CardException", "expired"));
    recording.generation(root, "gpt-4o", 0, 100);
    recording.tool(root, "payOut", 110, 150, "{}", r -> fail(r, "x.CardException", "expired"));

    assertThat(sentences()).containsExactly("payOut failed in desk: expired.");
  }

  @Test
  void handoff_toAnAgentWithoutARunOfItsOwn_isOnThePath() {
    String desk = recording.agent(null, "desk", 0, 400);
    recording.generation(desk, "gpt-4o", 0, 100);
    recording.span(
        desk,
        "handoff",
        "desk → refunds",
        100,
        101,
        r ->
            ((ObjectNode) r.get("span_data")).put("from_agent", "desk").put("to_agent", "refunds"));
    recording.generation(desk, "gpt-4o", 110, 300);

    List<AgentPath.Step> path = AgentPath.of(new TraceTree(recording.spans()));

    assertThat(AgentPath.line(path)).isEqualTo("desk → refunds");
    assertThat(path.get(1).span().type()).isEqualTo(SpanType.HANDOFF);
  }

  @Test
  void toolThatFails_saysWhereAndWhetherTheRunWentOn() {
    String root = recording.agent(null, "refunds", 0, 400);
    recording.tool(root, "payOut", 10, 20, "{}", r -> fail(r, "x.CardException", "card expired"));

    assertThat(sentences())
        .containsExactly("payOut failed in refunds: card expired. The agent went on and answered.");
  }

  @Test
  void furtherFailures_areNamed() {
    String root = recording.agent(null, "desk", 0, 400);
    for (String tool : List.of("a", "b", "c", "sendMail", "payOut", "sendMail")) {
      recording.tool(root, tool, 10, 20, "{}", r -> fail(r, "x.Exception", "no"));
    }

    assertThat(sentences())
        .contains(
            "c failed in desk: no. The agent went on and answered."
                + " 3 more tool calls failed: sendMail 2×, payOut 1×.");
  }

  @Test
  void guardrailThatStops_comesBeforeTheErrorItCaused() {
    String root =
        recording.span(
            null,
            "agent",
            "hr",
            0,
            100,
            r -> {
              Recording.data(r).put("name", "hr");
              fail(r, "x.GuardrailException", "stopped");
            });
    recording.span(
        root,
        "guardrail",
        "prompt-injection",
        10,
        20,
        r -> Recording.data(r).put("name", "prompt-injection").put("triggered", true));

    assertThat(sentences())
        .containsExactly("Guardrail prompt-injection stopped the run before the first model call.");
  }

  @Test
  void severalGuardrailsThatWereTriggered_areCounted() {
    String root = recording.agent(null, "hr", 0, 100);
    for (int i = 0; i < 3; i++) {
      recording.span(
          root,
          "guardrail",
          "polite",
          10 + i * 10,
          12 + i * 10,
          r -> Recording.data(r).put("name", "polite").put("triggered", true));
    }

    assertThat(sentences())
        .containsExactly("Guardrail polite and 2 others were triggered; the run went on.");
  }

  @Test
  void sameCallAgainAndAgain_isALoop() {
    String root = recording.agent(null, "research", 0, 400);
    for (int i = 0; i < 9; i++) {
      recording.tool(root, "webSearch", i * 10L, i * 10L + 5, "{\"q\":\"hotels\"}");
    }

    assertThat(sentences()).containsExactly("Loop: 9 × webSearch, 9 with the same arguments.");
  }

  @Test
  void manyDifferentCalls_areNoLoop() {
    String root = recording.agent(null, "research", 0, 400);
    for (int i = 0; i < 20; i++) {
      recording.tool(root, "webSearch", i * 10L, i * 10L + 5, "{\"q\":" + i + "}");
    }

    assertThat(sentences()).isEmpty();
  }

  @Test
  void retriesAndFallback_sayWhatWasLost() {
    String root = recording.agent(null, "support", 0, 20_000);
    recording.generation(
        root,
        "gpt-4.1",
        0,
        15_000,
        r -> {
          fail(r, "com.openai.errors.RateLimitException", "429: Rate limit reached");
          var events = ((ObjectNode) r.get("clew")).putArray("events");
          for (int i = 1; i <= 5; i++) {
            events
                .addObject()
                .put("name", "retry")
                .put("detail", "429")
                .put("time_unix_nano", String.valueOf(Recording.START + i * 1_000_000_000L));
          }
        });
    recording.generation(root, "gpt-4o-mini", 15_000, 20_000);

    assertThat(sentences())
        .startsWith(
            "gpt-4.1 answered 429 (rate limit) 5 times; 15.0 s (75 %) went into retries.",
            "Fell back to gpt-4o-mini, which answered in 5.00 s.");
  }

  @Test
  void toolThatWasNotOffered_isTold() {
    String root = recording.agent(null, "analyst", 0, 400);
    recording.generation(
        root,
        "claude",
        0,
        100,
        r -> {
          Recording.extra(r)
              .putArray("tools")
              .addObject()
              .putObject("function")
              .put("name", "query");
          var calls =
              Recording.data(r)
                  .putArray("output")
                  .addObject()
                  .put("role", "assistant")
                  .putArray("tool_calls");
          calls.addObject().put("id", "c1").putObject("function").put("name", "runSql");
        });
    recording.tool(
        root,
        "runSql",
        100,
        101,
        "{}",
        r -> {
          Recording.extra(r).put("tool_call_id", "c1");
          fail(r, "x.NoSuchTool", "no tool");
        });
    recording.tool(root, "query", 200, 210, "{}");

    assertThat(sentences())
        .containsExactly("The model called runSql, which was not offered. It then used query.");
  }

  @Test
  void answerThatWasCut_isTold() {
    recording.generation(
        null,
        "gpt-4o",
        0,
        100,
        r -> {
          Recording.usage(r, 10, 256, 0);
          Recording.extra(r).putArray("finish_reasons").add("length");
        });

    assertThat(sentences())
        .containsExactly("The answer of gpt-4o was cut at 256 tokens (finish reason length).");
  }

  @Test
  void failure_isTracedToWhereItBegan() {
    String root =
        recording.span(
            null,
            "agent",
            "desk",
            0,
            100,
            r -> {
              Recording.data(r).put("name", "desk");
              fail(r, "x.TimeoutException", "timed out");
            });
    recording.generation(root, "gpt-4o", 0, 90, r -> fail(r, "x.TimeoutException", "timed out"));

    assertThat(sentences()).containsExactly("Failed: TimeoutException in gpt-4o: timed out");
  }

  @Test
  void slowestAndMostExpensiveStep_andOwnCode_areReported() {
    String root = recording.agent(null, "desk", 0, 10_000);
    recording.generation(root, "a", 0, 1000, r -> Recording.usage(r, 1, 1, 0.1));
    recording.generation(
        root,
        "b",
        1000,
        5000,
        r -> {
          Recording.usage(r, 1, 1, 0.8);
          ((ObjectNode) r.get("clew")).put("time_to_first_chunk_nanos", 3_000_000_000L);
        });
    recording.generation(root, "c", 8000, 9000, r -> Recording.usage(r, 1, 1, 0.1));

    assertThat(sentences())
        .containsExactly(
            "Slowest step: chat b in desk, 4.00 s (40 %), 75 % of it before the first token.",
            "Most expensive step: chat b in desk, $0.800 (80 %).",
            "4.00 s (40 %) in own code; longest: 3.00 s in desk after b.");
  }

  @Test
  void spansThatWereDropped_areTold() {
    recording.agent(null, "desk", 0, 10);
    List<Finding> findings =
        Findings.of(
            new TraceTree(recording.spans()),
            new TraceHeader(recording.traceId(), null, null, Map.of(), null, 17),
            0);

    assertThat(findings)
        .extracting(Finding::sentence)
        .containsExactly("17 spans of this trace were dropped by the agent: the trace was full.");
  }

  @Test
  void travelDesk_reads_asTheReferenceDoes() {
    List<SpanRow> spans =
        Recording.read(Recording.travelDesk(), Source.IMPORT).stream()
            .filter(TraceRecord.SpanReceived.class::isInstance)
            .map(record -> ((TraceRecord.SpanReceived) record).row())
            .filter(span -> span.traceId().equals("473b0d6ac39f1570c781b074afe7529e"))
            .toList();
    TraceTree tree = new TraceTree(spans);
    TraceHeader header = TraceHeader.empty("473b0d6ac39f1570c781b074afe7529e");

    assertThat(
            Findings.of(tree, header, tree.end()).stream()
                .map(finding -> finding.sentence().replace('\u00a0', ' ')))
        .containsExactly(
            "payOut failed in refunds: card expired 2026-12. The agent went on and answered.",
            "Slowest step: chat gpt-4o-mini in crm-note, 6.23 s (34 %).",
            "7.06 s (39 %) in own code; longest: 4.36 s in refunds after bookingDetails.");
    assertThat(AgentPath.line(AgentPath.of(tree)))
        .isEqualTo(
            "travel-desk → triage → specialists → refunds → travellers → concierge"
                + " › LetterWriter.write → crm-note");
    assertThat(WhyText.of(TraceDigest.of(header, spans).row(), header, tree, tree.end()))
        .hasSizeLessThanOrEqualTo(WhyText.MAX_LINES);
  }
}
