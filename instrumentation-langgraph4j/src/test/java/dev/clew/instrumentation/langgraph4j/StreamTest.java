// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static dev.clew.instrumentation.langgraph4j.Graphs.compiled;
import static dev.clew.instrumentation.langgraph4j.Graphs.fails;
import static dev.clew.instrumentation.langgraph4j.Graphs.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langgraph4j.Graphs.Step;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangGraph4jModule());

  private final List<String> ran = new ArrayList<>();

  private Step notes(String name) {
    return new Step(
        name,
        state -> {
          ran.add(name);
          return Map.of(name, true);
        });
  }

  private static AsyncGenerator<NodeOutput<AgentState>> streamed(Step... steps) {
    return stream(compiled(steps), Map.of(), Graphs.DEFAULT);
  }

  private static String endReason(String name) {
    return weaving.spans().spans().stream()
        .filter(span -> span.name().equals(name))
        .map(span -> String.valueOf(span.attributes().get("clew.end_reason")))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void stream_thatIsNotRead_runsNothingAndHasNoSpan() {
    AsyncGenerator<NodeOutput<AgentState>> stream = streamed(notes("plan"));

    assertThat(stream).isNotNull();
    assertThat(ran).isEmpty();
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void stream_readToItsEnd_isAnAgent_andItsStepsRunWhenRead() {
    Iterator<NodeOutput<AgentState>> outputs = streamed(notes("plan"), notes("act")).iterator();
    List<String> nodes = new ArrayList<>();

    while (outputs.hasNext()) {
      assertThat(Context.current().span()).isNull();
      nodes.add(outputs.next().node());
      assertThat(ran.size()).isLessThanOrEqualTo(nodes.size());
      if (nodes.size() < 4) { // older versions read one step ahead
        assertThat(weaving.spans().spans(SpanType.AGENT)).isEmpty();
      }
    }

    assertThat(nodes).containsExactly("__START__", "plan", "act", "__END__");
    assertThat(weaving.tree()).hasToString("agent graph\n  custom plan\n  custom act\n");
  }

  @Test
  void stream_belongsWhereItWasRequested() {
    Span request =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "request", () -> new CustomData("request", Map.of()));
    AsyncGenerator<NodeOutput<AgentState>> stream;
    try (Scope scope = Context.current().with(request).makeCurrent()) {
      stream = streamed(notes("plan"));
    }

    stream.forEachAsync(output -> {}).join();
    request.end();

    assertThat(weaving.tree()).hasToString("custom request\n  agent graph\n    custom plan\n");
  }

  @Test
  void stream_thatFails_failsTheRun() {
    Iterator<NodeOutput<AgentState>> outputs =
        streamed(notes("plan"), fails("act", new IllegalStateException("no way"))).iterator();

    assertThatThrownBy(
            () -> {
              while (outputs.hasNext()) {
                outputs.next();
              }
            })
        .hasRootCauseInstanceOf(IllegalStateException.class);

    assertThat(weaving.tree().toString())
        .startsWith("agent graph [error java.lang.IllegalStateException]\n  custom plan\n");
  }

  @Test
  void stream_thatIsDropped_isAbandoned() throws Exception {
    readOneStep();

    while (weaving.spans().spans().size() < 1) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(endReason("graph")).isEqualTo("abandoned");
  }

  private void readOneStep() {
    Iterator<NodeOutput<AgentState>> outputs = streamed(notes("plan"), notes("act")).iterator();
    assertThat(outputs.hasNext()).isTrue();
  }

  @Test
  @Tag("newest")
  void stream_thatIsCancelled_isCancelled() {
    AsyncGenerator.Cancellable<NodeOutput<AgentState>> stream =
        compiled(notes("plan"), notes("act")).stream(Map.of(), Graphs.DEFAULT);
    Iterator<NodeOutput<AgentState>> outputs = stream.iterator();
    assertThat(outputs.hasNext()).isTrue();
    assertThat(outputs.hasNext()).isTrue();

    assertThat(stream.cancel(false)).isTrue();

    assertThat(outputs.hasNext()).isFalse();
    assertThat(ran).containsExactly("plan");
    assertThat(endReason("graph")).isEqualTo("cancelled");
    assertThat(weaving.tree()).hasToString("agent graph [cancelled]\n  custom plan\n");
  }

  @Test
  @Tag("newest")
  void stream_cancelledByANode_isCancelledAfterIt() {
    List<AsyncGenerator.Cancellable<NodeOutput<AgentState>>> self = new ArrayList<>();
    Step stops =
        new Step(
            "stop",
            state -> {
              self.get(0).cancel(false);
              assertThat(weaving.spans().spans(SpanType.AGENT)).isEmpty();
              return Map.of();
            });
    self.add(compiled(stops, notes("act")).stream(Map.of(), Graphs.DEFAULT));

    self.get(0).forEach(output -> {});

    assertThat(ran).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph [cancelled]\n  custom stop\n");
  }

  @Test
  void nodeWhoseStreamFails_failsWithTheRun() {
    Step step = new Step("talk", state -> Map.of("stream", new Words(true)));
    CompiledGraph<AgentState> graph = compiled(step);

    assertThatThrownBy(() -> graph.invoke(Map.of())).hasRootCauseMessage("mute");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph [error java.lang.IllegalStateException]
              custom talk [error java.lang.IllegalStateException]
            """);
  }

  @Test
  void nodeWhoseStreamEnds_endsThen() {
    Step step = new Step("talk", state -> Map.of("stream", new Words(false)));

    compiled(step, notes("act")).invoke(Map.of());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom talk
                custom word
                custom word
              custom act
            """);
    FinishedSpan talk = span("talk");
    assertThat(talk.endEpochNanos()).isGreaterThanOrEqualTo(span("word").endEpochNanos());
  }

  private static FinishedSpan span(String name) {
    return weaving.spans().spans().stream()
        .filter(span -> span.name().equals(name))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** An application's stream of outputs within a node, which traces what it does. */
  private static final class Words implements AsyncGenerator<NodeOutput<AgentState>> {
    private final boolean fails;
    private int words;

    Words(boolean fails) {
      this.fails = fails;
    }

    @Override
    public Data<NodeOutput<AgentState>> next() {
      if (fails) {
        CompletableFuture<NodeOutput<AgentState>> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IllegalStateException("mute"));
        return new Data<>(failed, null, null);
      }
      if (++words > 2) {
        return new Data<>(null, null, Map.of("words", words));
      }
      weaving
          .spans()
          .tracer()
          .start(SpanType.CUSTOM, "word", () -> new CustomData("word", Map.of()))
          .end();
      return new Data<>(
          CompletableFuture.completedFuture(new NodeOutput<>("word", new AgentState(Map.of())) {}),
          null,
          null);
    }

    @Override
    public java.util.concurrent.Executor executor() {
      return Runnable::run;
    }
  }
}
