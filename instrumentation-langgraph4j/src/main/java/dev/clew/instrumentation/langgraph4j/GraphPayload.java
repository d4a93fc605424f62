// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.NodeSpan;
import dev.clew.kit.agent.StateTree;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.RunnableConfig;
import org.jspecify.annotations.Nullable;

/**
 * The content of a graph's span: its input, the nodes that ran, and the state at the end. Also
 * keeps the span of the node at work, which ends with the run at the latest.
 */
final class GraphPayload implements AgentPayload, CallPayload {
  /** The node in which a graph may be run. */
  static final ContextKey<Node> NODE = ContextKey.named("langgraph4j node");

  private static final String START = "__START__";
  private static final String END = "__END__";
  private static final int MAX_NODES = 200;

  private final String name;
  private final @Nullable String graphId;
  private final @Nullable String node;
  private final @Nullable String threadId;
  private final boolean resumed;
  private final Map<?, ?> input;
  private final List<String> nodes = new ArrayList<>();
  private final AtomicReference<@Nullable NodeSpan> open = new AtomicReference<>();
  private volatile @Nullable Map<String, Object> state;
  private volatile @Nullable String last;
  private volatile boolean over;

  GraphPayload(
      CompiledGraph<?> graph, @Nullable Object input, RunnableConfig config, Context caller) {
    this.graphId = text(Outputs.read(graph.compileConfig, "graphId"));
    Node runs = caller.get(NODE);
    this.node = runs != null && runs.span() == caller.span() ? runs.name() : null;
    this.threadId = Outputs.mayCall(config) ? config.threadId().orElse(null) : null;
    this.name = name(caller);
    // Until 1.5 null is the request to resume, since then a class says it.
    this.resumed = input == null || input.getClass().getName().endsWith(".GraphResume");
    Object given = input instanceof Map<?, ?> ? input : Outputs.read(input, "value");
    boolean readable = given instanceof Map<?, ?> && Values.isOfJdk(given);
    this.input = readable && Values.snapshot(given) instanceof Map<?, ?> copy ? copy : Map.of();
  }

  /**
   * A node at work.
   *
   * @param span the span below which its action runs
   */
  record Node(String name, @Nullable Span span) {}

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof Optional<?> id && id.orElse(null) instanceof String text ? text : null;
  }

  /** A graph without an id is called after the node or tool that runs it. */
  private String name(Context caller) {
    if (graphId != null) {
      return graphId;
    }
    if (node != null) {
      return node;
    }
    Span above = caller.span();
    return above != null && above.type() == SpanType.FUNCTION ? above.name() : "graph";
  }

  @Nullable String threadId() {
    return threadId;
  }

  /** Returns the state after the latest step. */
  @Nullable Map<String, Object> state() {
    return state;
  }

  /** Returns the span of the node at work, or null. */
  @Nullable NodeSpan node() {
    return open.get();
  }

  void nodeStarted(NodeSpan started) {
    open.set(started);
  }

  /** Ends the span of the node at work, if there is one. */
  void nodeEnded(Outcome outcome, @Nullable Map<String, Object> after) {
    NodeSpan ended = open.getAndSet(null);
    if (ended != null) {
      ended.end(outcome, after);
    }
  }

  /** Records the output of a step. */
  void output(Outputs outputs) {
    String ran = outputs.node();
    state = outputs.state();
    last = ran;
    if (ran == null || ran.equals(START) || ran.equals(END)) {
      return;
    }
    synchronized (nodes) {
      if (nodes.size() < MAX_NODES) {
        nodes.add(ran);
      }
    }
  }

  @Override
  public void ended(Outcome outcome) {
    over = outcome.equals(Outcome.COMPLETED);
    nodeEnded(outcome, null);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void result(Object answer) {}

  @Override
  public void answered(@Nullable Object answer) {}

  @Override
  public @Nullable Object output() {
    return state;
  }

  @Override
  public AgentData render() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("graph_id", graphId);
    details.put("node", node);
    details.put("thread_id", threadId);
    details.put("resumed", resumed ? true : null);
    details.put("interrupted", (over && !END.equals(last)) ? true : null);
    synchronized (nodes) {
      details.put("nodes", List.copyOf(nodes));
    }
    details.values().removeIf(value -> value == null);
    Map<String, Object> end = state;
    return new AgentData(
        name,
        null,
        null,
        List.of(),
        List.of(),
        null,
        StateTree.named(input),
        end == null ? null : StateTree.of(end),
        details);
  }

  @Override
  public long retainedBytes() {
    return 2 * RetainedBytes.PER_CALL; // the nodes' spans count what is in their states
  }
}
