// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.a2a.agent.CallingAgent;
import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.AgentRun;
import dev.clew.testkit.Probe;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.a2a.client.transport.spi.ClientTransport;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.Message;
import io.a2a.spec.MessageSendParams;
import io.a2a.spec.Part;
import io.a2a.spec.StreamingEventKind;
import io.a2a.spec.Task;
import io.a2a.spec.TaskArtifactUpdateEvent;
import io.a2a.spec.TaskState;
import io.a2a.spec.TaskStatus;
import io.a2a.spec.TaskStatusUpdateEvent;
import io.a2a.spec.TextPart;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.Mockito;

/** Calls of transports, which the application may implement, wrap and mock. */
class ClientCallTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new A2aModule());

  private final List<@Nullable Object> events = new ArrayList<>();
  private final List<@Nullable Throwable> errors = new ArrayList<>();

  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn("StreamEvents.accept", "StreamEnd.accept");
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static MessageSendParams request() {
    return new MessageSendParams(Desk.message("dragons"), null, null);
  }

  private static TaskStatusUpdateEvent status(TaskState state, boolean last) {
    return new TaskStatusUpdateEvent("task-1", new TaskStatus(state), "trip-1", last, null);
  }

  private void stream(OwnTransport transport) {
    try {
      transport.sendMessageStreaming(request(), events::add, errors::add, null);
    } catch (A2AClientException e) {
      throw new AssertionError(e);
    }
  }

  private static AgentData data() {
    return weaving.spans().only(AgentData.class);
  }

  @Test
  void transportWithoutAClient_isTraced() throws Exception {
    new OwnTransport().sendMessage(request(), null);

    assertThat(weaving.tree()).hasToString("agent remote agent\n");
    assertThat(data().output()).isEqualTo("a story");
  }

  @Test
  void transportThatWrapsAnother_isOneRun() throws Exception {
    OwnTransport wrapper = new OwnTransport();
    wrapper.delegate = new OwnTransport();

    wrapper.sendMessage(request(), null);

    assertThat(weaving.tree()).hasToString("agent remote agent\n");
  }

  @Test
  void transportThatThrows_failsTheRun() {
    OwnTransport transport = new OwnTransport();
    transport.failure = new A2AClientException("no route");

    assertThatThrownBy(() -> transport.sendMessage(request(), null)).isSameAs(transport.failure);

    assertThat(weaving.tree())
        .hasToString("agent remote agent [error io.a2a.spec.A2AClientException]\n");
  }

  @Test
  void mockedTransport_hasNoSpan_andGetsItsArguments() throws Exception {
    ClientTransport transport = Desk.mocked(ClientTransport.class);
    MessageSendParams request = request();
    Consumer<StreamingEventKind> consumer = events::add;
    Consumer<Throwable> errorConsumer = errors::add;

    transport.sendMessage(request, null);
    transport.sendMessageStreaming(request, consumer, errorConsumer, null);

    Mockito.verify(transport).sendMessage(request, null);
    Mockito.verify(transport).sendMessageStreaming(request, consumer, errorConsumer, null);
    Mockito.verifyNoMoreInteractions(transport);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void streamThatEndsWithNull_isComplete_andTheApplicationGetsIt() {
    OwnTransport transport = new OwnTransport();
    stream(transport);
    transport.event(status(TaskState.WORKING, false));
    assertThat(weaving.spans().spans()).isEmpty();

    transport.end(null);

    assertThat(weaving.tree()).hasToString("agent remote agent\n");
    assertThat(weaving.spans().only().attributes()).containsEntry("a2a.task.state", "working");
    assertThat(events).hasSize(1);
    assertThat(errors).containsExactly((Throwable) null);
  }

  /** For example an error in JSON instead of events, which the SDK does not report. */
  @Test
  void streamWithoutAnyEvent_isIncomplete() {
    OwnTransport transport = new OwnTransport();
    stream(transport);

    transport.end(null);

    assertThat(weaving.tree()).hasToString("agent remote agent [error incomplete_stream]\n");
  }

  @Test
  void streamThatBreaks_keepsWhatHadArrived() {
    OwnTransport transport = new OwnTransport();
    stream(transport);
    List<Part<?>> parts = List.of(new TextPart("Once upon"));
    transport.event(
        new TaskArtifactUpdateEvent.Builder()
            .taskId("task-1")
            .contextId("trip-1")
            .artifact(new io.a2a.spec.Artifact.Builder().artifactId("a").parts(parts).build())
            .build());
    transport.end(new java.io.IOException("reset"));
    transport.end(null);

    assertThat(weaving.tree()).hasToString("agent remote agent [error java.io.IOException]\n");
    assertThat(data().output()).isEqualTo("Once upon");
    assertThat(errors).hasSize(2);
  }

  @Test
  void streamThatIsCancelled_isCancelled() {
    OwnTransport transport = new OwnTransport();
    stream(transport);

    transport.end(new CancellationException());

    assertThat(weaving.tree()).hasToString("agent remote agent [cancelled]\n");
  }

  @Test
  void taskThatNeedsInput_endsTheRun() {
    OwnTransport transport = new OwnTransport();
    stream(transport);

    transport.event(status(TaskState.INPUT_REQUIRED, true));

    assertThat(weaving.spans().only().attributes())
        .containsEntry("a2a.task.state", "input_required");
  }

  @Test
  void resubscription_isARunOfItsTask() throws Exception {
    OwnTransport transport = new OwnTransport();
    transport.resubscribe(new io.a2a.spec.TaskIdParams("task-1"), events::add, errors::add, null);
    transport.event(status(TaskState.COMPLETED, true));

    assertThat(weaving.tree()).hasToString("agent remote agent\n");
    assertThat(weaving.spans().only().attributes()).containsEntry("a2a.task.id", "task-1");
  }

  /** ADK and LangChain4j have a span for such an agent themselves. */
  @Test
  void callOfAFrameworksAgent_isThatAgent() throws Exception {
    Desk desk = Desk.open(Desk.executing((request, queue) -> {}));
    desk.close();
    Span agent = agent("clerk");
    try (Scope inside = Context.current().with(agent).makeCurrent()) {
      assertThatThrownBy(
              () -> CallingAgent.call(desk.client(false, (event, card) -> {}), Desk.message("x")))
          .isInstanceOf(A2AClientException.class);
    }
    agent.end();

    assertThat(weaving.tree()).hasToString("agent clerk\n");
    assertThat(weaving.spans().only().attributes()).containsEntry("a2a.context.id", "trip-1");
    assertThat(weaving.spans().only().events())
        .extracting("name")
        .containsExactly("a2a call failed");
  }

  /** An agent of the application that calls a remote one hands over to it only from a tool. */
  @Test
  void callWithinAnotherAgent_isBelowIt_andFromAToolAHandoff() throws Exception {
    AgentRun agent = AgentRun.start(weaving.spans().tracer(), Context.current(), new Clerk(), null);
    try (Scope inside = agent.context().makeCurrent()) {
      new OwnTransport().sendMessage(request(), null);
    }
    try (Scope tool = AgentRun.inTool(agent.context()).makeCurrent()) {
      new OwnTransport().sendMessage(request(), null);
    }
    agent.end(null);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent clerk
              agent remote agent
              handoff clerk → remote agent
              agent remote agent
            """);
  }

  private static Span agent(String name) {
    return weaving
        .spans()
        .tracer()
        .start(
            SpanType.AGENT,
            name,
            () ->
                new AgentData(
                    name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of()));
  }

  @Test
  void ownListsAndMetaData_areAskedNothing() throws Exception {
    OwnTransport transport = new OwnTransport();
    List<Part<?>> parts = new OwnList<>(List.of(new TextPart("dragons")));
    Message message = new Message.Builder(Desk.message("x")).parts(parts).build();
    Probe.calls();

    transport.sendMessage(new MessageSendParams(message, null, null), null);
    transport.sendMessageStreaming(
        new MessageSendParams(message, null, null), events::add, errors::add, null);
    transport.event(message);
    transport.event(
        new Task(
            "t", "c", new TaskStatus(TaskState.COMPLETED), new OwnList<>(List.of()), null, null));
    Probe.export(
        () -> weaving.spans().spans().forEach(span -> SpanRecorder.data(span, AgentData.class)));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownErrors_areAskedNothing() {
    OwnTransport transport = new OwnTransport();
    stream(transport);
    transport.end(new OwnError());
    Probe.export(
        () -> weaving.spans().spans().forEach(span -> SpanRecorder.data(span, AgentData.class)));

    assertThat(weaving.spans().spans()).hasSize(1);
    assertThat(Probe.calls()).isEmpty();
  }

  /** A list that says who asks it. */
  private static final class OwnList<T> extends AbstractList<T> {
    private final List<T> elements;

    OwnList(List<T> elements) {
      this.elements = elements;
    }

    @Override
    public T get(int index) {
      Probe.note("OwnList", "get");
      return elements.get(index);
    }

    @Override
    public int size() {
      Probe.note("OwnList", "size");
      return elements.size();
    }
  }

  /** An error that says who asks it. */
  private static final class OwnError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String getMessage() {
      Probe.note("OwnError", "getMessage");
      return "own";
    }
  }

  /** The content of an agent of the application. */
  private static final class Clerk implements AgentPayload {
    @Override
    public String name() {
      return "clerk";
    }

    @Override
    public void answered(@Nullable Object answer) {}

    @Override
    public @Nullable Object output() {
      return null;
    }

    @Override
    public AgentData render() {
      return new AgentData(
          "clerk", null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
    }
  }
}
