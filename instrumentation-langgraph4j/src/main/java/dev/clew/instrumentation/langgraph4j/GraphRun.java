// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.NodePayload;
import dev.clew.kit.agent.NodeSpan;
import dev.clew.kit.agent.WorkflowStep;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.PrivateFields;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/**
 * One run of a graph, from the first step to the end of its generator. Steps may come from any
 * thread, one after the other; the run does not refer to its generators, which may be dropped.
 */
final class GraphRun {
  /** The graph whose node is at work. */
  static final ContextKey<GraphRun> KEY = ContextKey.named("langgraph4j run");

  private static final String SUBGRAPH = "SubCompiledGraphNodeAction";
  private static final String PARALLEL = "AsyncParallelNodeAction";

  private final CallObservations calls;
  private final CompiledGraph<?> graph;
  private final GraphPayload payload;
  private final Context parent;
  private final AtomicInteger steps = new AtomicInteger();
  private volatile boolean cancelled;
  private volatile @Nullable Begun begun;
  private volatile @Nullable WorkflowStep step;
  private volatile @Nullable String lastAgent;
  private volatile boolean parallel;

  /** What exists once the first step was requested. */
  private record Begun(AgentRun run, CallObservation call, Context inside) {}

  GraphRun(CallObservations calls, CompiledGraph<?> graph, GraphPayload payload, Context parent) {
    this.calls = calls;
    this.graph = graph;
    this.payload = payload;
    this.parent = parent;
  }

  /** Starts the span, if this is the first step. */
  void begin(Object generator) {
    if (begun != null) {
      return;
    }
    AgentRun run = AgentRun.start(calls.tracer(), parent, payload, null);
    CallObservation call = new CallObservation(calls, run.span(), false, payload, run.parent());
    begun = new Begun(run, call, run.context().with(KEY, this));
    String thread = parent.get(KEY) == null ? payload.threadId() : null;
    if (thread != null) {
      run.setGroupId(thread);
    }
    call.watch(generator);
  }

  /**
   * Enters a step.
   *
   * @param own whether the step is the graph's own, not that of what a node returned
   */
  @Nullable Scope enter(boolean own) {
    steps.incrementAndGet();
    Begun current = begun;
    if (current == null) {
      return null;
    }
    NodeSpan node = own ? null : payload.node();
    return (node == null ? current.inside() : node.context()).makeCurrent();
  }

  /** Leaves a step. */
  void exit() {
    if (steps.decrementAndGet() == 0 && cancelled) {
      stop();
    }
  }

  /** Starts the span of a node that is about to run; returns the context for its action. */
  Context nodeStarts(Object action, @Nullable String id, @Nullable AgentState before) {
    Begun current = begun;
    if (current == null) {
      return Context.current();
    }
    payload.nodeEnded(Outcome.COMPLETED, null);
    String name = id != null ? id : name(action);
    WorkflowStep last = step;
    if (parallel) {
      lastAgent = null; // or several
    } else if (last != null && last.isOfAgent()) {
      lastAgent = last.name();
    }
    parallel = isA(action, PARALLEL);
    WorkflowStep next = new WorkflowStep(current.run(), lastAgent, name);
    step = next;
    Context context = next.in(current.inside());
    if (isA(action, SUBGRAPH)) {
      return in(context, name); // its run is the node's span
    }
    Map<String, Object> state = payload.state();
    if (state == null && before != null) {
      state = before.data(); // a resumed run has no output before its first node
    }
    NodeSpan node = NodeSpan.start(calls.tracer(), context, new NodePayload(name, state));
    payload.nodeStarted(node);
    return in(node.context(), name);
  }

  /** Starts a branch of a parallel node; the span is null where the branch is a sub-graph. */
  Branch branchStarts(Object action) {
    Begun current = begun;
    Context here = Context.current();
    if (current == null) {
      return new Branch(here, null);
    }
    String name = name(action);
    Context context = new WorkflowStep(current.run(), lastAgent, name).in(here);
    if (isA(action, SUBGRAPH)) {
      return new Branch(in(context, name), null);
    }
    NodeSpan node = NodeSpan.start(calls.tracer(), context, new NodePayload(name, Map.of()));
    return new Branch(in(node.context(), name), node);
  }

  private static Context in(Context context, String name) {
    return context.with(GraphPayload.NODE, new GraphPayload.Node(name, context.span()));
  }

  /** A branch that has started. */
  record Branch(Context context, @Nullable NodeSpan node) {}

  private static boolean isA(Object action, String simpleName) {
    String name = action.getClass().getName();
    return name.startsWith("org.bsc.langgraph4j.") && name.endsWith(simpleName);
  }

  /** Nodes are lambdas of the application: only the graph knows their names. */
  private String name(Object action) {
    if (PrivateFields.read(graph, CompiledGraph.class, "nodes") instanceof Map<?, ?> nodes) {
      for (Map.Entry<?, ?> node : nodes.entrySet()) {
        if (node.getValue() == action && node.getKey() instanceof String id) {
          return id;
        }
      }
    }
    return "node";
  }

  /** Records what a step returned. */
  void next(Outputs outputs, boolean own) {
    Begun current = begun;
    if (current == null) {
      return;
    }
    Throwable error = outputs.error();
    if (error != null) {
      fail(error);
    } else if (own && outputs.output() != null) {
      payload.nodeEnded(Outcome.COMPLETED, outputs.state());
      payload.output(outputs);
    } else if (outputs.done() && cancelled) {
      stop();
    } else if (outputs.done()) {
      current.call().answered(null);
    }
  }

  /** Ends the run as failed, unless it was cancelled, which may interrupt it. */
  void fail(Throwable thrown) {
    Begun current = begun;
    if (current != null && !cancelled) {
      current.call().failed(Outputs.cause(thrown));
    }
  }

  /** Ends the run as cancelled once the step in progress is over. */
  void cancel() {
    cancelled = true;
    if (steps.get() == 0) {
      stop();
    }
  }

  private void stop() {
    Begun current = begun;
    if (current != null) {
      current.call().stopped("cancelled");
    }
  }
}
