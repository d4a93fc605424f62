// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceMultiTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final CallObservations calls =
      new CallObservations(
          spans.tracer(),
          (where, failure) -> {
            throw new AssertionError(failure);
          });

  private <T> Multi<T> observed(Multi<T> answer) {
    return new ServiceMulti<>(
        answer,
        () ->
            AgentRun.start(
                spans.tracer(),
                Context.current(),
                new LangChain4jAgent(
                    SpanType.AGENT, "Talker.tell", null, Multi.class, Map::of, List::of, Map.of()),
                null),
        calls);
  }

  @Test
  void multi_withoutSubscriber_hasNoSpan() {
    observed(Multi.createFrom().items("a"));

    assertThat(spans.spans()).isEmpty();
  }

  @Test
  void multi_readToItsEnd_isOneAgentWithItsText() {
    List<String> answer =
        observed(Multi.createFrom().items("a", "b")).collect().asList().await().indefinitely();

    assertThat(answer).containsExactly("a", "b");
    FinishedSpan span = spans.only();
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(SpanRecorder.data(span, AgentData.class).output()).isEqualTo("ab");
  }

  @Test
  void multi_subscribedToTwice_isTwoAgents() {
    Multi<String> multi = observed(Multi.createFrom().items("a"));

    multi.collect().asList().await().indefinitely();
    multi.collect().asList().await().indefinitely();

    assertThat(spans.spans()).hasSize(2);
  }

  @Test
  void multi_thatFails_failsWithItsError() {
    List<Throwable> thrown = new ArrayList<>();

    observed(Multi.createFrom().failure(new IllegalStateException("no model")))
        .subscribe()
        .with(item -> {}, thrown::add);

    assertThat(thrown).hasSize(1);
    assertThat(spans.only().error().type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void multi_cancelled_isCancelledWithWhatHasCome() {
    List<String> first =
        observed(Multi.createFrom().items("a", "b", "c"))
            .select()
            .first(1)
            .collect()
            .asList()
            .await()
            .indefinitely();

    assertThat(first).containsExactly("a");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void agent_isCurrentForTheWork_andNotForTheSubscriber() {
    List<@Nullable Span> working = new ArrayList<>();
    List<@Nullable Span> subscriber = new ArrayList<>();

    observed(
            Multi.createFrom()
                .<String>emitter(
                    emitter -> {
                      working.add(Context.current().span());
                      emitter.emit("a").complete();
                    }))
        .subscribe()
        .with(item -> subscriber.add(Context.current().span()));

    assertThat(working).singleElement().isNotNull();
    assertThat(subscriber).hasSize(1).containsOnlyNulls();
  }
}
