// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.EventQueue;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.server.tasks.PushNotificationSender;
import io.a2a.server.tasks.TaskUpdater;
import io.a2a.spec.InternalError;
import io.a2a.spec.Message;
import io.a2a.spec.MessageSendParams;
import io.a2a.spec.Task;
import io.a2a.spec.TaskState;
import io.a2a.spec.TaskStatus;
import io.a2a.spec.TextPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.Mockito;

/** Executors called directly, as the SDK's servers call them. */
class ExecutorTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new A2aModule());

  private final EventQueue queue =
      Desk.make(InMemoryQueueManager.class, new InMemoryTaskStore()).createOrTap("task-1");

  private static RequestContext request(Map<String, String> headers) {
    Message message = new Message.Builder(Desk.message("dragons")).taskId("task-1").build();
    return new RequestContext.Builder()
        .setParams(new MessageSendParams(message, null, null))
        .setTaskId("task-1")
        .setContextId("trip-1")
        .setServerCallContext(
            Desk.make(
                ServerCallContext.class,
                UnauthenticatedUser.INSTANCE,
                Map.of("headers", headers),
                Set.of()))
        .build();
  }

  private static FinishedSpan only() {
    return weaving.spans().only();
  }

  @Test
  void executor_outsideAServer_isNamedByItsClass() {
    new Teller().execute(request(Map.of()), queue);

    FinishedSpan span = only();
    AgentData data = SpanRecorder.data(span, AgentData.class);
    assertThat(data.name()).isEqualTo("ExecutorTest$Teller");
    assertThat(data.output()).isEqualTo("a story");
    assertThat(span.attributes())
        .containsEntry("a2a.task.id", "task-1")
        .containsEntry("a2a.context.id", "trip-1");
  }

  @Test
  void headersOfTheRequest_nameTheParent() {
    RequestContext request =
        request(Map.of("Traceparent", "00-" + TRACE + "-" + PARENT + "-01", "Host", "here"));

    new Teller().execute(request, queue);

    assertThat(only().traceId()).isEqualTo(TRACE);
    assertThat(only().parentId()).isEqualTo(PARENT);
  }

  @Test
  void executorThatDelegates_isOneRun() {
    AgentExecutor teller = new Teller();

    Desk.executing(teller::execute).execute(request(Map.of()), queue);

    assertThat(weaving.tree()).hasToString("agent Desk$1\n");
  }

  @Test
  void runThatGoesOnElsewhere_endsWithItsLastEvent() {
    RequestContext request = request(Map.of());
    Desk.executing((context, events) -> new TaskUpdater(context, events).startWork())
        .execute(request, queue);
    assertThat(weaving.spans().spans()).isEmpty();

    TaskUpdater later = new TaskUpdater(request, queue);
    later.addArtifact(List.of(new TextPart("a late story")), "a", "story", Map.of());
    assertThat(weaving.spans().spans()).isEmpty();
    later.complete();

    AgentData data = weaving.spans().only(AgentData.class);
    assertThat(data.output()).isEqualTo("a late story");
    assertThat(only().attributes()).containsEntry("a2a.task.state", "completed");
  }

  @Test
  void runThatFailsElsewhere_isAnError() {
    RequestContext request = request(Map.of());
    Desk.executing((context, events) -> new TaskUpdater(context, events).startWork())
        .execute(request, queue);

    queue.enqueueEvent(new InternalError("no ink"));

    assertThat(weaving.tree()).hasToString("agent Desk$1 [error io.a2a.spec.InternalError]\n");
  }

  @Test
  void runThatLeavesItsTaskAtWork_endsWithItsQueue() {
    Desk.executing((context, events) -> new TaskUpdater(context, events).startWork())
        .execute(request(Map.of()), queue);

    queue.close();

    assertThat(weaving.tree()).hasToString("agent Desk$1\n");
    assertThat(only().attributes()).containsEntry("a2a.task.state", "working");
  }

  @Test
  void executorThatThrowsWhenCancelled_isCancelled() {
    RequestContext request = request(Map.of());
    AgentExecutor executor =
        new AgentExecutor() {
          @Override
          public void execute(RequestContext context, EventQueue events) {
            cancel(context, events);
            throw new IllegalStateException("interrupted");
          }

          @Override
          public void cancel(RequestContext context, EventQueue events) {}
        };

    assertThatThrownBy(() -> executor.execute(request, queue))
        .isInstanceOf(IllegalStateException.class);

    assertThat(weaving.tree()).hasToString("agent ExecutorTest$1 [cancelled]\n");
  }

  @Test
  void mockedExecutor_hasNoSpan_andIsCalledAsOften() {
    AgentExecutor executor = Desk.mocked(AgentExecutor.class);
    RequestContext request = Desk.mocked(RequestContext.class);
    EventQueue events = Desk.mocked(EventQueue.class);
    Mockito.doAnswer(
            call -> {
              new Teller().execute(request, events);
              return null;
            })
        .when(executor)
        .execute(request, events);

    executor.execute(request, events);

    Mockito.verify(executor).execute(request, events);
    Mockito.verify(events).enqueueEvent(Mockito.any());
    Mockito.verifyNoMoreInteractions(executor, request, events);
    assertThat(weaving.tree()).hasToString("agent ExecutorTest$Teller\n");
  }

  @Test
  void pushNotification_isASpanWithinATrace() {
    PushNotificationSender sender = new Sender();
    Task task = new Task("task-1", "trip-1", new TaskStatus(TaskState.WORKING), null, null, null);
    sender.sendNotification(task);

    Desk.executing((context, events) -> sender.sendNotification(task))
        .execute(request(Map.of()), queue);
    queue.close();

    assertThat(weaving.tree()).hasToString("agent Desk$1\n  custom push notification\n");
    FinishedSpan push = weaving.spans().spans(SpanType.CUSTOM).get(0);
    assertThat(SpanRecorder.data(push, CustomData.class).data())
        .isEqualTo(Map.of("task_id", "task-1", "state", "working"));
  }

  /** An agent that answers with a message and asks its arguments for nothing. */
  private static final class Teller implements AgentExecutor {
    @Override
    public void execute(RequestContext request, EventQueue queue) {
      queue.enqueueEvent(
          new Message.Builder()
              .role(Message.Role.AGENT)
              .parts(List.of(new TextPart("a story")))
              .build());
    }

    @Override
    public void cancel(RequestContext request, EventQueue queue) {}
  }

  /** Sends nothing. */
  private static final class Sender implements PushNotificationSender {
    @Override
    public void sendNotification(Task task) {}
  }
}
