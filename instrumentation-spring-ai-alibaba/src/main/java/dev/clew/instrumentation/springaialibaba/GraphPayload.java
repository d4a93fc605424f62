// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.OverAllState;
import com.alibaba.cloud.ai.graph.RunnableConfig;
import com.alibaba.cloud.ai.graph.action.InterruptionMetadata;
import dev.clew.api.data.AgentData;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.NodeSpan;
import dev.clew.kit.agent.StateTree;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The content of a graph's span: its input, the nodes that ran, and the state at the end. Also
 * keeps the span of the node at work, which ends with the run at the latest.
 */
final class GraphPayload implements AgentPayload, CallPayload {
  /** The node in which a graph may be run. */
  static final ContextKey<Node> NODE = ContextKey.named("spring-ai-alibaba node");

  private static final LibraryReader READER =
      new LibraryReader(LibraryClasses.in("com.alibaba.cloud.ai.graph."));
  private static final String AGENT = "_AGENT_";
  private static final String SUBGRAPH = "subgraph_";
  private static final String EXECUTION_ID = "_graph_execution_id_";
  private static final int MAX_NODES = 200;

  private final String name;
  private final @Nullable String node;
  private final @Nullable String threadId;
  private final Map<String, Object> input;
  private final List<String> nodes = new ArrayList<>();
  private final AtomicReference<@Nullable NodeSpan> open = new AtomicReference<>();
  private volatile @Nullable Map<String, Object> state;
  private volatile boolean interrupted;

  GraphPayload(CompiledGraph graph, RunnableConfig config, OverAllState state, Context caller) {
    Node runs = caller.get(NODE);
    this.node = runs != null && runs.span() == caller.span() ? runs.name() : null;
    this.threadId = config.threadId().orElse(null);
    this.name = name(graph, config, caller);
    this.input = States.copy(state.data());
  }

  /** A node at work, and its span. */
  record Node(String name, Span span) {}

  /** A graph that is no agent has the metadata of the agent that runs it. */
  private String name(CompiledGraph graph, RunnableConfig config, Context caller) {
    GraphRun outer = caller.get(GraphRun.KEY);
    if (config.metadata(AGENT).orElse(null) instanceof String agent) {
      String plain = agent.startsWith(SUBGRAPH) ? agent.substring(SUBGRAPH.length()) : agent;
      if (outer == null || !outer.name().equals(plain)) {
        return plain;
      }
    }
    if (node != null) {
      return node;
    }
    String own = READER.text(graph.stateGraph, "getName");
    if (own != null && !own.isEmpty()) {
      return own;
    }
    Span above = caller.span();
    return above != null && above.type() == SpanType.FUNCTION ? above.name() : "graph";
  }

  @Nullable String threadId() {
    return threadId;
  }

  void nodeStarted(NodeSpan started, String id) {
    open.set(started);
    synchronized (nodes) {
      if (nodes.size() < MAX_NODES) {
        nodes.add(id);
      }
    }
  }

  /** Ends the span of the node at work, if there is one. */
  void nodeEnded(Outcome outcome, @Nullable Map<String, Object> after) {
    if (after != null) {
      state = after;
    }
    NodeSpan ended = open.getAndSet(null);
    if (ended != null) {
      ended.end(outcome, after);
    }
  }

  /** Records what the run, or a graph inside it, ends with: a copy of the state as a rule. */
  @SuppressWarnings("unchecked") // the library's own map
  void done(@Nullable Object result) {
    interrupted = result instanceof InterruptionMetadata;
    if (result instanceof Map<?, ?> end && Values.isOfJdk(end)) {
      state = (Map<String, Object>) end;
    }
  }

  @Override
  public void ended(Outcome outcome) {
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
    details.put("node", node);
    details.put("thread_id", threadId);
    details.put("interrupted", interrupted ? true : null);
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
        tree(input),
        end == null ? null : tree(end),
        details);
  }

  /** Without the random id that the library keeps in the state. */
  private static Map<String, @Nullable Object> tree(Map<String, Object> values) {
    Map<String, @Nullable Object> tree = StateTree.of(values);
    tree.remove(EXECUTION_ID);
    return tree;
  }

  @Override
  public long retainedBytes() {
    return 2 * RetainedBytes.PER_CALL; // the nodes' spans count what is in their states
  }
}
