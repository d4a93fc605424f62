// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.jdkhttp.JdkHttpClientModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.TaskEvent;
import io.a2a.client.TaskUpdateEvent;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.events.EventQueue;
import io.a2a.server.tasks.TaskUpdater;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.AgentCard;
import io.a2a.spec.TaskIdParams;
import io.a2a.spec.TaskQueryParams;
import io.a2a.spec.TaskState;
import io.a2a.spec.TextPart;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client's span is the parent of the span of the agent that a server runs for it. */
class AgentTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new A2aModule(), new ConcurrentModule(), new JdkHttpClientModule());

  private final BlockingQueue<ClientEvent> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();

  /** Also receives null, which means that the stream is complete. */
  private final Consumer<Throwable> errors = ended::complete;

  private void receive(ClientEvent event, AgentCard card) {
    received.add(event);
  }

  private static void tell(RequestContext request, EventQueue queue) {
    span("look up");
    queue.enqueueEvent(Desk.answer(request, "a story of dragons"));
  }

  private static void work(RequestContext request, EventQueue queue) {
    TaskUpdater task = new TaskUpdater(request, queue);
    task.submit();
    task.startWork();
    task.addArtifact(List.of(new TextPart("Once ")), "a1", "story", Map.of());
    task.addArtifact(List.of(new TextPart("upon a time.")), "a2", "story", Map.of());
    task.complete();
  }

  private static void span(String name) {
    weaving
        .spans()
        .tracer()
        .start(SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()))
        .end();
  }

  private static List<FinishedSpan> spans(int count) throws InterruptedException {
    return weaving.spans().await(count);
  }

  private static AgentData data(FinishedSpan span) {
    return SpanRecorder.data(span, AgentData.class);
  }

  private static FinishedSpan agent(String key) throws InterruptedException {
    return weaving.spans().spans(SpanType.AGENT).stream()
        .filter(span -> data(span).details().containsKey(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void answer_isTheRunOfTheRemoteAgent() throws Exception {
    try (Desk desk = Desk.open(Desk.executing(AgentTest::tell))) {
      desk.client(false, (event, card) -> span("consume")).sendMessage(Desk.message("dragons"));

      spans(4);
      assertThat(weaving.tree())
          .hasToString(
              """
              agent teller
                agent teller
                  custom look up
              custom consume
              """);
      FinishedSpan remote = agent("remote");
      AgentData data = data(remote);
      assertThat(data.description()).isEqualTo("Tells stories");
      assertThat(data.inputs()).isEqualTo(Map.of("message", "dragons"));
      assertThat(data.output()).isEqualTo("a story of dragons");
      assertThat(data.details()).isEqualTo(Map.of("remote", "a2a", "agent_version", "7"));
      assertThat(remote.attributes())
          .containsEntry("a2a.context.id", "trip-1")
          .containsKey("a2a.task.id");
      assertThat(weaving.spans().traces()).extracting("groupId").contains("trip-1");
      assertThat(desk.requests).hasValue(1);
    }
  }

  @Test
  void servedAgent_isNamedByItsCard_andHasTheMessageAndItsAnswer() throws Exception {
    try (Desk desk = Desk.open(Desk.executing(AgentTest::tell))) {
      desk.client(false, this::receive).sendMessage(Desk.message("dragons"));

      spans(3);
      AgentData served = data(agent("served"));
      assertThat(served.name()).isEqualTo("teller");
      assertThat(served.inputs()).isEqualTo(Map.of("message", "dragons"));
      assertThat(served.output()).isEqualTo("a story of dragons");
      assertThat(served.details())
          .isEqualTo(Map.of("served", "a2a", "agent_type", "Desk$1", "agent_version", "7"));
    }
  }

  @Test
  void stream_endsWithItsLastEvent_andHasItsArtifacts() throws Exception {
    try (Desk desk = Desk.open(Desk.executing(AgentTest::work))) {
      desk.client(true, this::receive)
          .sendMessage(Desk.message("dragons"), List.of(this::receive), errors, null);

      spans(2);
      assertThat(weaving.tree()).hasToString("agent teller\n  agent teller\n");
      FinishedSpan remote = agent("remote");
      assertThat(data(remote).output()).isEqualTo("Once upon a time.");
      assertThat(remote.attributes()).containsEntry("a2a.task.state", "completed");
      assertThat(remote.firstChunkEpochNanos()).isPositive();
      assertThat(data(agent("served")).output()).isEqualTo("Once upon a time.");
    }
  }

  @Test
  void consumerOfAStream_isCalledInTheCallersContext() throws Exception {
    try (Desk desk = Desk.open(Desk.executing(AgentTest::tell))) {
      BiConsumer<ClientEvent, AgentCard> consuming = (event, card) -> span("consume");
      inSpan(
          "trip",
          () ->
              desk.client(true, this::receive)
                  .sendMessage(Desk.message("x"), List.of(consuming), errors, null));

      spans(5);
      assertThat(weaving.tree())
          .hasToString(
              """
              custom trip
                agent teller
                  agent teller
                    custom look up
                custom consume
              """);
    }
  }

  @Test
  void consumerThatThrows_cancelsTheRun() throws Exception {
    CountDownLatch thrown = new CountDownLatch(1);
    try (Desk desk =
        Desk.open(
            Desk.executing(
                (request, queue) -> {
                  new TaskUpdater(request, queue).startWork();
                  await(thrown);
                  new TaskUpdater(request, queue).complete();
                }))) {
      BiConsumer<ClientEvent, AgentCard> failing =
          (event, card) -> {
            thrown.countDown();
            throw new IllegalStateException("no room");
          };
      desk.client(true, this::receive)
          .sendMessage(Desk.message("x"), List.of(failing), errors, null);

      spans(2);
      FinishedSpan remote = agent("remote");
      assertThat(remote.status().name()).isEqualTo("CANCELLED");
      assertThat(remote.attributes()).containsEntry("clew.end_reason", "consumer_exception");
    }
  }

  @Test
  void taskThatFails_isAnErrorOnBothSides() throws Exception {
    try (Desk desk =
        Desk.open(
            Desk.executing(
                (request, queue) ->
                    new TaskUpdater(request, queue).fail(Desk.answer(request, "no ink"))))) {
      desk.client(false, this::receive).sendMessage(Desk.message("x"));

      spans(2);
      assertThat(weaving.tree())
          .hasToString("agent teller [error task_failed]\n  agent teller [error task_failed]\n");
      assertThat(agent("remote").error().message()).isEqualTo("no ink");
    }
  }

  @Test
  void executorThatThrows_failsBothRuns() throws Exception {
    try (Desk desk =
        Desk.open(
            Desk.executing(
                (request, queue) -> {
                  awaitConsumer(queue);
                  throw new IllegalStateException("no ink");
                }))) {
      Client client = desk.client(false, this::receive);

      assertThatThrownBy(() -> client.sendMessage(Desk.message("x")))
          .isInstanceOf(A2AClientException.class);

      spans(2);
      assertThat(weaving.tree())
          .hasToString(
              """
              agent teller [error io.a2a.spec.A2AClientException]
                agent teller [error java.lang.IllegalStateException]
              """);
    }
  }

  @Test
  void streamOfAnExecutorThatThrows_failsBothRuns() throws Exception {
    try (Desk desk =
        Desk.open(
            Desk.executing(
                (request, queue) -> {
                  awaitConsumer(queue);
                  throw new IllegalStateException("no ink");
                }))) {
      desk.client(true, this::receive)
          .sendMessage(Desk.message("x"), List.of(this::receive), errors, null);

      spans(2);
      assertThat(weaving.spans().spans()).allMatch(span -> span.status().name().equals("ERROR"));
    }
  }

  @Test
  void serverThatIsGone_failsTheRun() throws Exception {
    Desk desk = Desk.open(Desk.executing(AgentTest::tell));
    Client client = desk.client(false, this::receive);
    desk.close();

    assertThatThrownBy(() -> client.sendMessage(Desk.message("x")))
        .isInstanceOf(A2AClientException.class);

    assertThat(weaving.tree()).hasToString("agent teller [error io.a2a.spec.A2AClientException]\n");
  }

  @Test
  void taskThatAClientCancels_isCancelled() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    try (Desk desk = Desk.open(new Cancellable(working, cancelled))) {
      Client client = desk.client(true, this::receive);
      client.sendMessage(Desk.message("x"), List.of(this::receive), errors, null);
      working.await();
      String taskId = ((TaskUpdateEvent) received.take()).getTask().getId();

      assertThat(client.cancelTask(new TaskIdParams(taskId)).getStatus().state())
          .isEqualTo(TaskState.CANCELED);

      List<FinishedSpan> spans = spans(3);
      assertThat(weaving.spans().spans(SpanType.AGENT))
          .allMatch(span -> span.status().name().equals("CANCELLED"));
      CustomData cancel =
          spans.stream()
              .filter(span -> span.type() == SpanType.CUSTOM)
              .map(span -> SpanRecorder.data(span, CustomData.class))
              .findFirst()
              .orElseThrow();
      assertThat(cancel)
          .isEqualTo(new CustomData("cancel task", Map.of("task_id", taskId, "state", "canceled")));
    }
  }

  @Test
  void taskThatIsAskedFor_hasASpanWithinATraceOnly() throws Exception {
    try (Desk desk = Desk.open(Desk.executing(AgentTest::work))) {
      Client client = desk.client(false, this::receive);
      client.sendMessage(Desk.message("x"));
      String taskId = ((TaskEvent) received.take()).getTask().getId();
      spans(2);
      weaving.spans().clear();

      client.getTask(new TaskQueryParams(taskId));
      inSpan("trip", () -> client.getTask(new TaskQueryParams(taskId)));

      assertThat(weaving.tree()).hasToString("custom trip\n  custom get task\n");
    }
  }

  /** The SDK misses an exception that comes before it has begun to wait for events. */
  private static void awaitConsumer(EventQueue queue) {
    try {
      queue.awaitQueuePollerStart();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inSpan(String name, Asking work) throws Exception {
    Span span =
        weaving.spans().tracer().start(SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()));
    try (Scope inside = Context.current().with(span).makeCurrent()) {
      work.run();
    }
    span.end();
  }

  /** What a client does. */
  private interface Asking {
    void run() throws Exception;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Works until it is cancelled. */
  private record Cancellable(CountDownLatch working, CountDownLatch cancelled)
      implements AgentExecutor {
    @Override
    public void execute(RequestContext request, EventQueue queue) {
      new TaskUpdater(request, queue).submit();
      working.countDown();
      await(cancelled);
    }

    @Override
    public void cancel(RequestContext request, EventQueue queue) {
      new TaskUpdater(request, queue).cancel();
      cancelled.countDown();
    }
  }
}
