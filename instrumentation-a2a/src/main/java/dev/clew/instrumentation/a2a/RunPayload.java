// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.call.Outcome;
import io.a2a.spec.Message;
import io.a2a.spec.Task;
import io.a2a.spec.TaskIdParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The content of a run's span: the message that it answers, and the events of its answer. */
final class RunPayload implements AgentPayload, CallPayload {
  static final int MAX_EVENTS = 1_000;

  /** States after which an agent does nothing until it gets another message. */
  private static final Set<String> AT_REST =
      Set.of("completed", "failed", "canceled", "rejected", "input_required");

  private final String name;
  private final @Nullable String description;
  private final Map<String, @Nullable Object> details;
  private final @Nullable Object message;
  private final Queue<Object> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile @Nullable Span span;
  private volatile @Nullable String taskId;
  private volatile @Nullable String contextId;
  private volatile @Nullable Object status;
  private volatile @Nullable String state;
  private volatile @Nullable Throwable failure;
  private volatile boolean complete;
  private volatile boolean over;
  private volatile boolean cancelRequested;

  RunPayload(
      String name,
      @Nullable String description,
      @Nullable Object message,
      Map<String, @Nullable Object> details) {
    this.name = name;
    this.description = description;
    this.message = message;
    this.details = new LinkedHashMap<>(details);
    this.details.values().removeIf(value -> value == null);
  }

  @Override
  public String name() {
    return name;
  }

  /** Says whose content this is, or an addition to it if the span is a framework's. */
  void belongsTo(Span agent) {
    span = agent;
    identify(message);
  }

  /** Notes which task and conversation an object of the SDK belongs to. */
  void identify(@Nullable Object object) {
    boolean isTask = object instanceof Task || object instanceof TaskIdParams;
    String task = (isTask ? Sdk.ID : Sdk.TASK_ID).textOf(object);
    if (task != null) {
      taskId = task;
    }
    String conversation = Sdk.CONTEXT_ID.textOf(object);
    Span agent = span;
    if (conversation != null && !conversation.equals(contextId) && agent != null) {
      contextId = conversation;
      agent.setGroupId(conversation);
    }
  }

  /** Records that there will be no more events. */
  void noMoreEvents() {
    over = true;
  }

  /** Records that a client wants the task to be cancelled. */
  void cancelRequested() {
    cancelRequested = true;
  }

  @Override
  public void result(Object answer) {
    chunk(answer);
  }

  @Override
  public void chunk(Object event) {
    if (event instanceof Throwable error) { // an executor's way to fail, since JSONRPCError is one
      failure = error;
      complete = true;
      return;
    }
    if (!Sdk.mayCall(event)) {
      return;
    }
    if (count.incrementAndGet() <= MAX_EVENTS) {
      events.add(event);
    }
    identify(event);
    Object reported = Sdk.STATUS.of(event);
    if (reported != null) {
      status = reported;
      state = Sdk.stateOf(reported);
    }
    if (event instanceof Message
        || (reported != null && AT_REST.contains(String.valueOf(state)))
        || Boolean.TRUE.equals(Sdk.IS_FINAL.of(event))) {
      complete = true;
    }
  }

  @Override
  public boolean isComplete() {
    return complete || (over && count.get() > 0);
  }

  @Override
  public @Nullable SpanError error() {
    Throwable thrown = failure;
    if (thrown != null) {
      return SpanError.of(thrown);
    }
    String reached = state;
    return "failed".equals(reached) || "rejected".equals(reached)
        ? SpanError.of("task_" + reached, reason())
        : null;
  }

  /** Returns the first text of the message with the last state. */
  private @Nullable String reason() {
    for (Object part : Sdk.PARTS.listOf(Sdk.MESSAGE.of(status))) {
      String text = Sdk.TEXT.textOf(part);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  @Override
  public boolean isCancelled() {
    return "canceled".equals(state) || (cancelRequested && !complete);
  }

  @Override
  public void ended(Outcome outcome) {
    Span agent = span;
    if (agent != null) {
      set(agent, "a2a.task.id", taskId);
      set(agent, "a2a.context.id", contextId);
      set(agent, "a2a.task.state", state);
    }
  }

  private static void set(Span agent, String attribute, @Nullable String value) {
    if (value != null) {
      agent.setAttribute(attribute, value);
    }
  }

  @Override
  public String failureEvent() {
    return "a2a call failed";
  }

  @Override
  public void answered(@Nullable Object answer) {}

  @Override
  public @Nullable Object output() {
    return Contents.answer(events);
  }

  @Override
  public AgentData render() {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    String question = Contents.text(message);
    if (question != null) {
      inputs.put("message", question);
    }
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(details);
    if (count.get() > MAX_EVENTS) {
      shown.put("dropped_chunks", count.get() - MAX_EVENTS);
    }
    return new AgentData(
        name, description, null, List.of(), List.of(), null, inputs, output(), shown);
  }

  @Override
  public long retainedBytes() {
    return 2_048L + 512L * Math.min(count.get(), MAX_EVENTS);
  }
}
