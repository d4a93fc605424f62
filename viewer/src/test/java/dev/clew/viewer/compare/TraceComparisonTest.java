// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.compare.AlignedRow.Match;
import dev.clew.viewer.compare.Difference.Kind;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceComparisonTest {

  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());
  private final Recording a = new Recording(1);
  private final Recording b = new Recording(2);

  private TraceComparison compare() {
    store.write(Batch.of(a.records()));
    store.write(Batch.of(b.records()));
    StoredTrace one = store.trace(a.traceId()).orElseThrow();
    StoredTrace other = store.trace(b.traceId()).orElseThrow();
    return TraceComparison.of(one, other, SpanTexts.of(store, one, other));
  }

  private static void said(ObjectNode record, String question, String answer) {
    Recording.data(record)
        .putArray("input")
        .addObject()
        .put("role", "user")
        .put("content", question);
    Recording.data(record)
        .putArray("output")
        .addObject()
        .put("role", "assistant")
        .put("content", answer);
  }

  private static List<String> texts(TraceComparison comparison, Kind kind) {
    return comparison.differences().stream()
        .filter(difference -> difference.kind() == kind)
        .map(difference -> difference.text().replace('\u00a0', ' '))
        .toList();
  }

  @Test
  void equalTraces_haveNoDifferences() {
    for (Recording recording : List.of(a, b)) {
      String root = recording.agent(null, "desk", 0, 100);
      recording.generation(root, "gpt-4o", 1, 90, record -> said(record, "Hello?", "Hi."));
    }

    TraceComparison comparison = compare();

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.rows()).extracting(AlignedRow::match).containsOnly(Match.SAME);
  }

  @Test
  void toolThatRunsMoreOften_isAligned_andTold() {
    String one = a.agent(null, "desk", 0, 100);
    a.tool(one, "search", 1, 5, "{}");
    a.tool(one, "book", 50, 60, "{}");
    String other = b.agent(null, "desk", 0, 100);
    b.tool(other, "search", 1, 5, "{}");
    b.tool(other, "search", 10, 15, "{}");
    b.tool(other, "book", 50, 60, "{}");

    TraceComparison comparison = compare();

    assertThat(comparison.rows())
        .extracting(AlignedRow::match)
        .containsExactly(Match.SAME, Match.SAME, Match.ONLY_B, Match.SAME);
    assertThat(texts(comparison, Kind.STRUCTURE))
        .containsExactly("search ran once in A, twice in B.");
  }

  @Test
  void failure_isToldOnce_whereItBegan() {
    String one = a.agent(null, "desk", 0, 100);
    a.tool(one, "payOut", 1, 5, "{}");
    String other =
        b.span(
            null,
            "agent",
            "desk",
            0,
            100,
            record -> {
              Recording.data(record).put("name", "desk");
              Recording.fail(record, "com.shop.RefundException", "card expired");
            });
    b.tool(
        other,
        "payOut",
        1,
        5,
        "{}",
        record -> Recording.fail(record, "com.shop.RefundException", "card expired"));

    TraceComparison comparison = compare();

    assertThat(texts(comparison, Kind.OUTCOME)).containsExactly("A ended well, B failed.");
    assertThat(texts(comparison, Kind.ERROR))
        .containsExactly("payOut failed in B only: card expired.");
  }

  @Test
  void otherModel_isAligned_withItsTokensAndCost() {
    a.generation(null, "gpt-4o", 0, 100, record -> Recording.usage(record, 1000, 100, 0.01));
    b.generation(null, "gpt-4.1", 0, 300, record -> Recording.usage(record, 1500, 100, 0.03));

    TraceComparison comparison = compare();

    assertThat(comparison.rows()).hasSize(1);
    assertThat(comparison.rows().get(0).match()).isEqualTo(Match.CHANGED);
    assertThat(texts(comparison, Kind.MODEL)).containsExactly("Other models: gpt-4o → gpt-4.1.");
    assertThat(texts(comparison, Kind.TIMING)).containsExactly("B took 300 ms, A 100 ms (+200 %).");
    assertThat(texts(comparison, Kind.COST)).containsExactly("B cost $0.030, A $0.010 (+200 %).");
    assertThat(comparison.has(Kind.TOKENS)).isTrue();
  }

  @Test
  void longerCall_isMostOfTheDifference_onlyIfItIsMoreThanHalf() {
    for (Recording recording : List.of(a, b)) {
      boolean longer = recording == b;
      String root = recording.agent(null, "desk", 0, longer ? 400 : 100);
      recording.tool(root, "search", 0, 10, "{}");
      recording.tool(root, "search", 10, longer ? 310 : 20, "{}");
    }

    assertThat(texts(compare(), Kind.TIMING)).contains("Most of it in search (2nd of 2): +290 ms.");
  }

  @Test
  void largestPart_isNotMostOfTheDifference() {
    for (Recording recording : List.of(a, b)) {
      boolean longer = recording == b;
      String root = recording.agent(null, "desk", 0, longer ? 400 : 100);
      recording.tool(root, "search", 0, longer ? 110 : 10, "{}");
    }

    assertThat(texts(compare(), Kind.TIMING))
        .contains("The largest part, but not most of it, in search: +100 ms.");
  }

  @Test
  void failureOfBoth_isTold_whereTheErrorsDiffer() {
    for (Recording recording : List.of(a, b)) {
      String root = recording.agent(null, "desk", 0, 100);
      String error = recording == a ? "card expired" : "no booking";
      recording.tool(
          root, "payOut", 1, 5, "{}", record -> Recording.fail(record, "x.Exception", error));
      recording.tool(
          root, "sendMail", 6, 9, "{}", record -> Recording.fail(record, "x.Exception", "down"));
    }

    assertThat(texts(compare(), Kind.ERROR))
        .containsExactly("payOut failed in both, A: card expired; B: no booking.");
  }

  @Test
  void callsOfOneModel_areToldByItsName() {
    a.generation(null, "gpt-4o", 0, 100);
    String root = b.agent(null, "desk", 0, 100);
    b.generation(root, "gpt-4o", 0, 40);
    b.generation(root, "gpt-4o", 50, 90);

    assertThat(texts(compare(), Kind.STRUCTURE))
        .contains("gpt-4o was called once in A, twice in B.");
  }

  @Test
  void callsOfSeveralModels_areToldWithTheirNames() {
    a.generation(null, "gpt-4o", 0, 100);
    String root = b.agent(null, "desk", 0, 100);
    b.generation(root, "gpt-4.1", 0, 40);
    b.generation(root, "gpt-4.1", 50, 90);

    assertThat(texts(compare(), Kind.STRUCTURE))
        .contains("Models were called once in A (gpt-4o), twice in B (gpt-4.1).");
  }

  @Test
  void usageOfOneAlone_isNotComparedToZero() {
    a.generation(null, "gpt-4o", 0, 100);
    b.generation(null, "gpt-4o", 0, 100, record -> Recording.usage(record, 1500, 100, 0.03));

    TraceComparison comparison = compare();

    assertThat(texts(comparison, Kind.COST))
        .containsExactly("B cost $0.030; what A cost is unknown.");
    assertThat(texts(comparison, Kind.TOKENS))
        .containsExactly("B used 1,500 tokens of input and 100 of output; what A used is unknown.");
  }

  @Test
  void otherAnswer_isATextThatDiffers() {
    a.generation(null, "gpt-4o", 0, 100, record -> said(record, "Hello?", "Good morning."));
    b.generation(null, "gpt-4o", 0, 100, record -> said(record, "Hello?", "Good evening."));

    TraceComparison comparison = compare();

    assertThat(comparison.rows().get(0).textChanged()).isTrue();
    assertThat(texts(comparison, Kind.TEXT))
        .containsExactly("What went in or came out differs in 1 span, first in gpt-4o.");
  }

  @Test
  void thousandsOfChildren_areComparedToo() {
    String one = a.agent(null, "desk", 0, 100);
    String other = b.agent(null, "desk", 0, 100);
    for (int i = 0; i < 3_000; i++) {
      a.tool(one, "step" + i, i, i + 1, "{}");
      b.tool(other, "other" + i, i, i + 1, "{}");
    }

    assertThat(compare().rows()).hasSize(6_001);
  }

  @Test
  void growth_isAGate() {
    a.generation(null, "gpt-4o", 0, 100, record -> Recording.usage(record, 1000, 100, 0.01));
    b.generation(null, "gpt-4o", 0, 100, record -> Recording.usage(record, 1000, 100, 0.03));
    TraceComparison comparison = compare();

    assertThat(Growth.parse("cost>1.5").holds(comparison)).isTrue();
    assertThat(Growth.parse("cost>3.5").holds(comparison)).isFalse();
    assertThat(Growth.parse("tokens>1").holds(comparison)).isFalse();
    assertThat(Growth.parse("structure").holds(comparison)).isFalse();
  }
}
