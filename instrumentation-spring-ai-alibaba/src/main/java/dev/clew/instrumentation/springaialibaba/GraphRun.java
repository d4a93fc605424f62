// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.GraphResponse;
import com.alibaba.cloud.ai.graph.GraphRunnerContext;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.NodePayload;
import dev.clew.kit.agent.NodeSpan;
import dev.clew.kit.agent.WorkflowStep;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of a graph. Its nodes run one after the other, on whatever threads. */
final class GraphRun {
  /** The graph that is running. */
  static final ContextKey<GraphRun> KEY = ContextKey.named("spring-ai-alibaba run");

  private final CallObservations calls;
  private final GraphPayload payload;
  private final AgentRun run;
  private final CallObservation call;
  private final Context context;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile @Nullable WorkflowStep step;
  private volatile @Nullable String lastAgent;
  private volatile @Nullable Throwable failure;

  private GraphRun(CallObservations calls, GraphPayload payload, AgentRun run) {
    this.calls = calls;
    this.payload = payload;
    this.run = run;
    this.call = new CallObservation(calls, run.span(), false, payload, run.parent());
    this.context = run.context().with(KEY, this);
  }

  /** Starts the span of a run; returns null if it is not recorded. */
  static @Nullable GraphRun start(CallObservations calls, GraphPayload payload, Context caller) {
    AgentRun agent = AgentRun.start(calls.tracer(), caller, payload, null);
    if (!agent.span().isRecording()) {
      return null;
    }
    String thread = caller.get(KEY) == null ? payload.threadId() : null;
    if (thread != null) {
      agent.setGroupId(thread);
    }
    return new GraphRun(calls, payload, agent);
  }

  CallObservation call() {
    return call;
  }

  Context context() {
    return context;
  }

  String name() {
    return payload.name();
  }

  /** Returns true once, for the library's object that is created for the run. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Starts the span of the node that is about to run. */
  NodeSpan nodeStarts(String name, GraphRunnerContext runner) {
    payload.nodeEnded(Outcome.COMPLETED, null);
    WorkflowStep last = step;
    if (last != null && last.isOfAgent()) {
      lastAgent = last.name();
    }
    WorkflowStep next = new WorkflowStep(run, lastAgent, name);
    step = next;
    NodeSpan node =
        NodeSpan.start(
            calls.tracer(),
            next.in(context),
            new NodePayload(name, States.copy(runner.getCurrentStateData())));
    payload.nodeStarted(node, name);
    return new NodeSpan(
        node.span(),
        node.payload(),
        node.context().with(GraphPayload.NODE, new GraphPayload.Node(name, node.span())));
  }

  /** Ends the span of the node that has run. */
  void nodeEnds(GraphRunnerContext runner) {
    payload.nodeEnded(Outcome.COMPLETED, States.copy(runner.getCurrentStateData()));
  }

  /** Ends the span of the node that has failed, as far as the library can tell. */
  void nodeFails(Throwable thrown) {
    payload.nodeEnded(Outcome.of(SpanError.of(thrown)), null);
  }

  /** Reads an element of the run's stream, by which the library also reports failures. */
  void step(@Nullable Object element) {
    try {
      if (element instanceof GraphResponse<?> response
          && element.getClass() == GraphResponse.class) {
        CompletableFuture<?> output = response.getOutput();
        if (output != null && output.isCompletedExceptionally()) {
          failure = thrown(output);
        } else if (output == null) {
          payload.done(response.resultValue().orElse(null));
        }
      }
    } catch (Throwable internalFailure) {
      call.reportInternalFailure(internalFailure);
    }
  }

  private static Throwable thrown(CompletableFuture<?> output) {
    try {
      output.join();
      return new IllegalStateException("not failed");
    } catch (CompletionException wrapper) {
      Throwable cause = wrapper.getCause();
      return cause == null ? wrapper : cause;
    } catch (RuntimeException cancelled) {
      return cancelled;
    }
  }

  /** Ends the run because nobody reads on, as the library itself does after a failure. */
  void cancelled() {
    Throwable thrown = failure;
    if (thrown != null) {
      call.failed(thrown);
    } else {
      call.closed();
    }
  }

  /** Ends the run because its stream has ended. */
  void completed() {
    Throwable thrown = failure;
    if (thrown != null) {
      call.failed(thrown);
    } else {
      call.answered(null);
    }
  }
}
