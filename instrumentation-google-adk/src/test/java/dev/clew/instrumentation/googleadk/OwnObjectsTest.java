// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.InvocationContext;
import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.FunctionTool;
import com.google.adk.tools.ToolContext;
import com.google.genai.types.FunctionDeclaration;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications subclass agents, models and tools, and mock them: Clew calls none of theirs. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleAdkModule());

  private final FakeModel model = new FakeModel();

  /** The library subscribes through these wrappers. */
  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn("TracedFlowable.", "TracedSingle.", "Observer.");
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownModel_isNotCalled() {
    OwnModel own = new OwnModel();
    LlmAgent agent = Adk.agent("guide", own);

    assertThat(Adk.ask(agent, "Go")).containsExactly("Hello.");

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree().toString()).startsWith("agent guide\n  generation chat");
  }

  @Test
  void ownTool_isNotCalledAndNamedAfterItsClass() {
    model.answers(Adk.toolCalls("own")).answers(Adk.text("Done."));
    LlmAgent agent = Adk.agent("guide", model, "tools", List.of(new OwnTool()));

    assertThat(Adk.ask(agent, "Go")).endsWith("Done.");

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree().toString()).contains("  function OwnObjectsTest$OwnTool\n");
  }

  @Test
  void ownToolThatInheritsItsName_hasIt() {
    model.answers(Adk.toolCalls("inherited")).answers(Adk.text("Done."));
    LlmAgent agent = Adk.agent("guide", model, "tools", List.of(new InheritingTool()));

    Adk.ask(agent, "Go");

    assertThat(weaving.tree().toString()).contains("  function inherited\n");
  }

  @Test
  void ownAgent_isNotCalled() {
    Adk.ask(new OwnAgent(), "Go");

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent own\n");
  }

  @Test
  void ownInvocation_isNotCalled() {
    InvocationContext invocation = Probe.like(invocation());
    model.answers(Adk.text("Hello."));

    Adk.agent("guide", model).runAsync(invocation).onErrorComplete().blockingSubscribe();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree().toString()).startsWith("agent guide");
  }

  @Test
  void ownToolContextAndArguments_areNotCalled() {
    ToolContext context = Probe.like(ToolContext.builder(invocation()).build());

    FunctionTool.create(SampleTools.class, "broken")
        .runAsync(new OwnArguments(), context)
        .blockingSubscribe();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree().toString()).startsWith("function broken");
  }

  @Test
  void mocks_areStubbedAndCalledAsWithout() {
    BaseLlm llm = remembered(mock(BaseLlm.class));
    BaseTool tool = remembered(mock(BaseTool.class));
    BaseAgent agent = remembered(mock(BaseAgent.class));
    Flowable<LlmResponse> responses = Flowable.just(Adk.response(Adk.text("Hi")));
    Single<Map<String, Object>> result = Single.just(Map.of());
    Flowable<Event> events = Flowable.empty();
    LlmRequest request = LlmRequest.builder().contents(List.of()).build();
    InvocationContext invocation = invocation();
    ToolContext context = ToolContext.builder(invocation).build();

    when(llm.generateContent(any(), anyBoolean())).thenReturn(responses);
    when(tool.runAsync(any(), any(ToolContext.class))).thenReturn(result);
    when(agent.runAsync(any())).thenReturn(events);

    assertThat(llm.generateContent(request, false)).isSameAs(responses);
    assertThat(tool.runAsync(Map.of(), context)).isSameAs(result);
    assertThat(agent.runAsync(invocation)).isSameAs(events);
    verify(llm).generateContent(request, false);
    verify(tool).runAsync(Map.of(), context);
    verify(agent).runAsync(invocation);
    verifyNoMoreInteractions(llm, tool, agent);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void mockedInvocation_isNotCalled() {
    InvocationContext invocation = remembered(mock(InvocationContext.class));

    new OwnAgent().runAsync(invocation);

    verifyNoMoreInteractions(invocation);
  }

  /** The agent's Mockito module does this. */
  private static <T> T remembered(T mock) {
    LibraryClasses.recordMock(mock);
    return mock;
  }

  private static InvocationContext invocation() {
    InvocationContext invocation = Adk.invocation();
    weaving.spans().clear();
    return invocation;
  }

  private static final class OwnModel extends FakeModel {
    @Override
    public String model() {
      Probe.note("BaseLlm", "model");
      return "own";
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      return Flowable.just(Adk.response(Adk.text("Hello.")));
    }
  }

  private static class OwnTool extends BaseTool {
    OwnTool() {
      super("own", "An application's tool.");
    }

    @Override
    public String name() {
      Probe.note("BaseTool", "name");
      return super.name();
    }

    @Override
    public String description() {
      Probe.note("BaseTool", "description");
      return super.description();
    }

    @Override
    public boolean longRunning() {
      Probe.note("BaseTool", "longRunning");
      return super.longRunning();
    }

    @Override
    public Optional<FunctionDeclaration> declaration() {
      Probe.note("BaseTool", "declaration");
      return Optional.of(FunctionDeclaration.builder().name("own").build());
    }

    @Override
    public Single<Map<String, Object>> runAsync(Map<String, Object> args, ToolContext context) {
      return Single.just(Map.of("done", true));
    }
  }

  private static final class InheritingTool extends BaseTool {
    InheritingTool() {
      super("inherited", "An application's tool.");
    }

    @Override
    public Optional<FunctionDeclaration> declaration() {
      return Optional.of(FunctionDeclaration.builder().name("inherited").build());
    }

    @Override
    public Single<Map<String, Object>> runAsync(Map<String, Object> args, ToolContext context) {
      return Single.just(Map.of("done", true));
    }
  }

  private static final class OwnAgent extends BaseAgent {
    OwnAgent() {
      super("own", "An application's agent.", List.of(), null, null);
    }

    @Override
    public List<? extends BaseAgent> subAgents() {
      Probe.note("BaseAgent", "subAgents");
      return super.subAgents();
    }

    @Override
    protected Flowable<Event> runAsyncImpl(InvocationContext invocation) {
      return Flowable.empty();
    }

    @Override
    protected Flowable<Event> runLiveImpl(InvocationContext invocation) {
      return Flowable.empty();
    }
  }

  private static final class OwnArguments extends AbstractMap<String, Object> {
    @Override
    public Set<Entry<String, Object>> entrySet() {
      Probe.note("Map", "entrySet");
      return Set.of();
    }
  }
}
