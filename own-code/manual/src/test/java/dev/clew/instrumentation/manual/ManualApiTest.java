// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.clew.ClewTrace;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API as an application calls it, with the agent behind it. */
class ManualApiTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ManualModule());

  @Test
  void spans_nestByThread() {
    try (ClewSpan agent = Clew.agent("desk").start()) {
      try (ClewSpan tool = Clew.tool("lookup").input("AB12").start()) {
        tool.output("found");
      }
      Clew.handoff("desk", "billing").record();
      agent.output("done");
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent desk
              function lookup
              handoff desk → billing
            """);
  }

  @Test
  void isEnabled_withTheAgent() {
    assertThat(Clew.isEnabled()).isTrue();
  }

  @Test
  void trace_givesItsSpansNameGroupMetadataAndTags() {
    try (ClewTrace trace =
        Clew.trace("support")
            .groupId("session-7")
            .metadata("tenant", "acme")
            .tag("beta")
            .tag("vip")
            .start()) {
      Clew.agent("desk").record();
      Clew.agent("billing").record();
      trace.metadata("tenant", "globex");
      assertThat(Clew.currentTraceId()).isEqualTo(trace.traceId());
      assertThat(Clew.currentSpanId()).isNull();
    }

    assertThat(Clew.currentTraceId()).isNull();
    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::parentId, FinishedSpan::groupId)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(null, "session-7"));
    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::traceId)
        .hasSize(2)
        .containsOnly(weaving.spans().spans().get(0).traceId());
    TraceRecord last = weaving.spans().traces().get(1);
    assertThat(last.name()).isEqualTo("support");
    assertThat(last.spans()).isEqualTo(2);
    assertThat(weaving.spans().spans().get(1).traceRecord().metadata())
        .isEqualTo(Map.of("tenant", "globex", "tags", "beta,vip"));
  }

  @Test
  void traceWithinASpan_isSeparate() {
    try (ClewSpan outer = Clew.agent("outer").start();
        ClewTrace trace = Clew.trace("inner").start()) {
      Clew.agent("inside").record();
      assertThat(trace.traceId()).isNotEqualTo(outer.traceId());
    }

    assertThat(weaving.tree()).hasToString("agent outer\nagent inside\n");
  }

  @Test
  void close_onceMore_hasNoEffect() {
    ClewSpan span = Clew.custom("once").start();
    span.close();
    span.attribute("late", "yes");
    span.close();

    assertThat(weaving.spans().only().attributes()).isEmpty();
  }

  @Test
  void close_onAnotherThread_leavesTheFirstOneClean() throws InterruptedException {
    ClewSpan span = Clew.agent("moved").start();
    Thread other = new Thread(span::close);
    other.start();
    other.join();
    Clew.tool("next").record();

    assertThat(weaving.tree()).hasToString("agent moved\nfunction next\n");
  }

  @Test
  void startDetached_isNotCurrent_butItsTasksAre() throws Exception {
    ClewSpan span = Clew.agent("detached").startDetached();
    Clew.tool("beside").record();
    span.wrap(() -> Clew.tool("within").record()).run();
    Callable<String> call = span.wrap(() -> Clew.currentSpanId());
    Supplier<String> supplier = span.wrapSupplier(() -> Clew.currentSpanId());
    assertThat(call.call()).isEqualTo(span.spanId());
    assertThat(supplier.get()).isEqualTo(span.spanId());
    span.close();

    assertThat(weaving.tree()).hasToString("agent detached\n  function within\nfunction beside\n");
  }

  @Test
  void wrap_carriesTheCurrentSpanToAnotherThread() throws InterruptedException {
    AtomicReference<String> seen = new AtomicReference<>();
    try (ClewSpan span = Clew.agent("desk").start()) {
      Thread other = new Thread(Clew.wrap(() -> seen.set(Clew.currentSpanId())));
      other.start();
      other.join();
      assertThat(seen).hasValue(span.spanId());
    }
  }

  @Test
  void wrapExecutor_carriesWhatIsCurrentAtTheSubmission() {
    AtomicReference<Runnable> submitted = new AtomicReference<>();
    AtomicReference<String> seen = new AtomicReference<>();
    String id;
    try (ClewSpan span = Clew.agent("desk").start()) {
      Clew.wrapExecutor(submitted::set).execute(() -> seen.set(Clew.currentSpanId()));
      submitted.get().run();
      id = span.spanId();
    }

    assertThat(seen).hasValue(id);
  }

  @Test
  void call_hasTheResultAsOutput_andPassesOnTheException() throws Exception {
    String result = Clew.tool("fine").call(() -> "done");
    assertThat(result).isEqualTo("done");
    IllegalStateException failure = new IllegalStateException("no");
    assertThatThrownBy(
            () ->
                Clew.tool("broken")
                    .run(
                        () -> {
                          throw failure;
                        }))
        .isSameAs(failure);

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans.get(0).payload().render().toString()).contains("output=done");
    assertThat(spans.get(1).status()).isEqualTo(SpanStatus.ERROR);
    assertThat(spans.get(1).error().throwable()).isSameAs(failure);
  }

  @Test
  void error_withoutException_hasTypeAndMessage() {
    try (ClewSpan span = Clew.generation("model").start()) {
      span.error("rate_limited", "try later");
    }

    assertThat(weaving.spans().only().error().type()).isEqualTo("rate_limited");
    assertThat(weaving.spans().only().error().message()).isEqualTo("try later");
  }

  @Test
  void cancelled_endsAsCancelled() {
    try (ClewSpan span = Clew.generation("model").start()) {
      span.cancelled();
    }

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void typeOfOnesOwn_isACustomSpanOfThatType() {
    try (ClewSpan span = Clew.span("rerank", "by date").start()) {
      span.data("documents", 12);
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.attributes()).containsEntry("clew.custom.type", "rerank");
    assertThat(span.payload().render())
        .hasToString("CustomData[name=by date, data={documents=12}]");
  }

  @Test
  void eventsAttributesAndScores_areOnTheSpan() {
    try (ClewSpan span = Clew.agent("desk").attribute("early", "yes").start()) {
      span.event("cache miss", "AB12").attribute("n", 3).attribute("x", 0.5).attribute("b", true);
      span.score("helpful", 0.9, "quick");
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.attributes())
        .isEqualTo(
            Map.of(
                "early",
                "yes",
                "n",
                3L,
                "x",
                0.5,
                "b",
                true,
                "clew.score.helpful",
                0.9,
                "clew.score.helpful.comment",
                "quick"));
    assertThat(span.events())
        .extracting("name", "detail")
        .containsOnly(org.assertj.core.groups.Tuple.tuple("cache miss", "AB12"));
  }

  @Test
  void scoreSpan_isASpanUnderIt_evenLater() {
    ClewSpan span = Clew.agent("desk").start();
    String traceId = span.traceId();
    String spanId = span.spanId();
    span.close();
    Clew.scoreSpan(traceId, spanId, "helpful", 1, "thanks");

    FinishedSpan score = weaving.spans().spans().get(1);
    assertThat(score.traceId()).isEqualTo(traceId);
    assertThat(score.parentId()).isEqualTo(spanId);
    assertThat(score.endsTrace()).isFalse();
    assertThat(score.attributes())
        .isEqualTo(Map.of("clew.custom.type", "score", "clew.score.helpful", 1.0));
    assertThat(score.payload().render())
        .hasToString(
            "CustomData[name=score helpful, data={name=helpful, value=1.0, comment=thanks}]");
  }

  @Test
  void scoreOfNoTrace_isReported_andNotThrown() {
    Clew.scoreTrace("not an id", "helpful", 1, null);

    assertThat(weaving.complaints()).singleElement().asString().contains("no trace id");
  }

  @Test
  void currentSpan_canBeAddedTo_butNotEnded() {
    try (ClewSpan span = Clew.agent("desk").start()) {
      ClewSpan current = Clew.currentSpan();
      current.attribute("more", "yes");
      current.close();
      assertThat(current.spanId()).isEqualTo(span.spanId());
      Clew.tool("still inside").record();
    }

    assertThat(weaving.tree()).hasToString("agent desk\n  function still inside\n");
    assertThat(weaving.spans().spans().get(1).attributes()).containsEntry("more", "yes");
  }

  @Test
  void forgottenSpan_isAbandoned() throws InterruptedException {
    CountDownLatch forgotten = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Clew.tool("forgotten").start();
              forgotten.countDown();
            });
    thread.start();
    thread.join();
    forgotten.await();
    for (int i = 0; i < 200 && weaving.spans().spans().isEmpty(); i++) {
      System.gc();
    }

    FinishedSpan span = weaving.spans().await(1).get(0);
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(span.attributes()).containsEntry("clew.end_reason", "abandoned");
  }

  @Test
  void nullsOfTheApplication_areIgnored() {
    try (ClewSpan span = Clew.tool(null).input(null).attribute(null, null).start()) {
      span.output(null).attribute("x", (String) null).event(null).groupId(null);
      span.metadata(null, null).data(null, null).error((Throwable) null).error(null, null);
    }

    assertThat(weaving.spans().only().name()).isEqualTo("function");
  }
}
