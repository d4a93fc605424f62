// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.ReActAgent;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.memory.LongTermMemory;
import io.agentscope.core.message.Msg;
import io.agentscope.core.rag.Knowledge;
import io.agentscope.core.rag.model.Document;
import io.agentscope.core.rag.model.RetrieveConfig;
import io.agentscope.sample.SampleModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

@SuppressWarnings("removal") // what the library will drop one day
class StepTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new AgentScopeModule(), new ReactorModule(), new ConcurrentModule());

  private static ReActAgent agent(String name) {
    return Agents.agent(name, new SampleModel().answers(text("I am " + name + ".")));
  }

  /** Runs a pipeline, a class that version 2 no longer has. */
  private static void run(String pipeline) throws ReflectiveOperationException {
    List<AgentBase> agents = List.of(agent("first"), agent("second"));
    Class<?> type = Class.forName("io.agentscope.core.pipeline." + pipeline);
    Object instance = type.getConstructor(List.class).newInstance(agents);
    Object answer =
        type.getMethod("execute", Msg.class).invoke(instance, Agents.question("Go").get(0));
    assertThat(weaving.spans().spans()).isEmpty();
    ((Mono<?>) answer).block();
  }

  @Test
  void sequentialPipeline_hasItsAgentsBelow() throws Exception {
    assumeThat(Agents.VERSION_2).isFalse();

    run("SequentialPipeline");

    assertThat(weaving.tree())
        .hasToString(
            """
            custom pipeline SequentialPipeline
              agent first
                generation chat sample-1
              agent second
                generation chat sample-1
            """);
    FinishedSpan span = weaving.spans().spans(SpanType.CUSTOM).get(0);
    assertThat(SpanRecorder.data(span, CustomData.class).data())
        .isEqualTo(Map.of("class", "SequentialPipeline", "input", "Go", "output", "I am second."));
  }

  @Test
  void fanoutPipeline_hasItsAgentsBelow() throws Exception {
    assumeThat(Agents.VERSION_2).isFalse();

    run("FanoutPipeline");

    assertThat(weaving.tree().toString())
        .startsWith("custom pipeline FanoutPipeline\n")
        .contains("\n  agent first\n    generation", "\n  agent second\n    generation");
  }

  @Test
  void longTermMemory_isAStep() {
    LongTermMemory memory = new OwnMemory();

    memory.record(Agents.question("I like Rome.")).block();
    memory.retrieve(Agents.question("Where to?").get(0)).block();

    assertThat(weaving.tree())
        .hasToString(
            """
            custom record memory StepTest$OwnMemory
            custom retrieve memory StepTest$OwnMemory
            """);
  }

  @Test
  void search_isARetrieval() {
    Knowledge knowledge = new OwnKnowledge();

    knowledge.retrieve("ferries", RetrieveConfig.builder().limit(3).build()).block();

    assertThat(weaving.tree()).hasToString("retrieval retrieve StepTest$OwnKnowledge\n");
    assertThat(weaving.spans().only(RetrievalData.class))
        .isEqualTo(new RetrievalData("StepTest$OwnKnowledge", "ferries", 3, List.of()));
  }

  private static final class OwnKnowledge implements Knowledge {
    @Override
    public Mono<Void> addDocuments(List<Document> documents) {
      return Mono.empty();
    }

    @Override
    public Mono<List<Document>> retrieve(String query, RetrieveConfig config) {
      return Mono.just(List.of());
    }
  }

  private static final class OwnMemory implements LongTermMemory {
    @Override
    public Mono<Void> record(List<Msg> messages) {
      return Mono.empty();
    }

    @Override
    public Mono<String> retrieve(Msg message) {
      return Mono.just("likes Rome");
    }
  }
}
