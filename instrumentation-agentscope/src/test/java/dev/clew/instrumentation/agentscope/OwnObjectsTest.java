// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.interruption.InterruptContext;
import io.agentscope.core.memory.LongTermMemory;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.model.ChatModelBase;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.model.GenerateOptions;
import io.agentscope.core.model.ToolSchema;
import io.agentscope.core.tool.AgentTool;
import io.agentscope.core.tool.ToolCallParam;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.core.tracing.NoopTracer;
import io.agentscope.sample.SampleModel;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applications subclass agents, models and tools, and mock them: Clew calls none of theirs. */
@SuppressWarnings("removal") // what the library will drop one day
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AgentScopeModule());

  /** The library subscribes through these wrappers. */
  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn("TracedFlux.", "TracedMono.", "TracedSubscriber.");
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownModel_isNotCalledAndNamedAfterItsClass() {
    new OwnModel().stream(Agents.question("Go"), List.of(), null).blockLast();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("generation chat OwnObjectsTest$OwnModel\n");
  }

  @Test
  void ownAgent_isNotCalled() {
    new OwnAgent().call(Agents.question("Go")).block();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent own\n");
  }

  @Test
  void ownResponsesOptionsAndSchemas_areNotCalled() {
    ChatResponse response = Probe.like(SampleModel.text("Hello."));
    GenerateOptions options = Probe.like(GenerateOptions.builder().temperature(0.5).build());
    ToolSchema schema =
        Probe.like(ToolSchema.builder().name("a").description("b").parameters(Map.of()).build());

    new SampleModel()
        .answers(response).stream(Agents.question("Go"), List.of(schema), options).blockLast();

    Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("generation chat sample-1\n");
  }

  @Test
  void ownMessagesAndLists_areNotCalled() {
    Msg message = Probe.like(Agents.question("Go").get(0));

    new SampleModel()
        .answers(SampleModel.text("Hello.")).stream(List.of(message), List.of(), null).blockLast();
    new NoopTracer()
        .callModel(new SampleModel(), new OwnList(), null, null, Flux::empty)
        .blockLast();

    Probe.export(() -> weaving.spans().spans().forEach(span -> span.payload().render()));
    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownToolRequestAndTool_areNotCalled() {
    Toolkit toolkit = new Toolkit();
    toolkit.registerAgentTool(new OwnTool());
    ToolCallParam param =
        ToolCallParam.builder().toolUseBlock(SampleModel.tool("own", Map.of())).build();

    toolkit.callTool(param).block();
    new NoopTracer()
        .callTool(toolkit, Probe.like(param), () -> Mono.just(ToolResultBlock.text("")))
        .block();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("function own\n");
  }

  @Test
  void mocks_areStubbedAndCalledAsWithout() {
    AgentTool tool = remembered(mock(AgentTool.class));
    LongTermMemory memory = remembered(mock(LongTermMemory.class));
    Mono<ToolResultBlock> result = Mono.just(ToolResultBlock.text("done"));
    Mono<String> memories = Mono.just("none");
    Msg message = Agents.question("Go").get(0);
    ToolCallParam param =
        ToolCallParam.builder().toolUseBlock(SampleModel.tool("own", Map.of())).build();

    when(tool.callAsync(any())).thenReturn(result);
    when(memory.retrieve(any())).thenReturn(memories);

    assertThat(tool.callAsync(param)).isSameAs(result);
    assertThat(memory.retrieve(message)).isSameAs(memories);
    verify(tool).callAsync(param);
    verify(memory).retrieve(message);
    verifyNoMoreInteractions(tool, memory);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void mockedAgentAndModel_areNotCalled() {
    AgentBase agent = remembered(mock(AgentBase.class));
    ChatModelBase model = remembered(mock(ChatModelBase.class));

    new NoopTracer().callAgent(agent, Agents.question("Go"), Mono::empty).block();
    new NoopTracer().callModel(model, Agents.question("Go"), null, null, Flux::empty).blockLast();

    verifyNoMoreInteractions(agent, model);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  /** The agent's Mockito module does this. */
  private static <T> T remembered(T mock) {
    LibraryClasses.recordMock(mock);
    return mock;
  }

  private static final class OwnModel extends ChatModelBase {
    @Override
    protected Flux<ChatResponse> doStream(
        List<Msg> messages, List<ToolSchema> tools, GenerateOptions options) {
      return Flux.just(SampleModel.text("Hello."));
    }

    @Override
    public String getModelName() {
      Probe.note("ChatModelBase", "getModelName");
      return "own";
    }
  }

  private static final class OwnAgent extends AgentBase {
    OwnAgent() {
      super("own");
    }

    @Override
    protected Mono<Msg> doCall(List<Msg> messages) {
      return Mono.just(messages.get(0));
    }

    @Override
    protected Mono<Void> doObserve(Msg message) {
      return Mono.empty();
    }

    @Override
    protected Mono<Msg> handleInterrupt(InterruptContext context, Msg... messages) {
      return Mono.empty();
    }

    @Override
    public String toString() {
      Probe.note("AgentBase", "toString");
      return "own";
    }
  }

  private static final class OwnTool implements AgentTool {
    @Override
    public String getName() {
      Probe.note("AgentTool", "getName");
      return "own";
    }

    @Override
    public String getDescription() {
      Probe.note("AgentTool", "getDescription");
      return "own";
    }

    @Override
    public Map<String, Object> getParameters() {
      Probe.note("AgentTool", "getParameters");
      return Map.of();
    }

    @Override
    public Mono<ToolResultBlock> callAsync(ToolCallParam param) {
      return Mono.just(ToolResultBlock.text("done"));
    }
  }

  private static final class OwnList extends AbstractList<Msg> {
    @Override
    public Msg get(int index) {
      Probe.note("List", "get");
      return Agents.question("Go").get(0);
    }

    @Override
    public int size() {
      Probe.note("List", "size");
      return 1;
    }
  }
}
