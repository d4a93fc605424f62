// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.InvocationContext;
import com.google.adk.events.Event;
import com.google.adk.models.LlmRequest;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.ReceiverNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The content of an agent's span: the user's message, the last final answer among its events, and
 * what its first model request says of instructions and tools.
 */
final class AgentPayload implements CallPayload {
  /** The run of the agent that is at work. */
  static final ContextKey<CallObservation> KEY = ContextKey.named("adk agent");

  private final String name;
  private final @Nullable String description;
  private final String agentType;
  private final List<String> subAgents;
  private final Map<String, @Nullable Object> details = new LinkedHashMap<>();
  private final @Nullable Content question;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable LlmRequest firstRequest;
  private volatile @Nullable Content answer;
  private volatile boolean leaving;

  /** Reads a real agent that is starting. */
  AgentPayload(BaseAgent agent, InvocationContext invocation) {
    this.name = AdkClasses.name(agent);
    this.description = agent.description();
    this.agentType = ReceiverNames.name(agent);
    this.subAgents = AdkClasses.subAgents(agent);
    boolean known = AdkClasses.mayCall(invocation);
    this.question = known ? invocation.userContent().orElse(null) : null;
    details.put("agent_type", agentType);
    if (known) {
      details.put("invocation_id", invocation.invocationId());
      details.put("branch", invocation.branch().orElse(null));
      Session session = invocation.session();
      if (session != null && AdkClasses.mayCall(session)) {
        details.put("app_name", session.appName());
        details.put("user_id", session.userId());
      }
    }
    details.values().removeIf(value -> value == null);
  }

  /** Returns the agent that the current span represents, or null. */
  static @Nullable AgentPayload current() {
    Context context = Context.current();
    CallObservation run = context.get(KEY);
    return run != null && run.span() == context.span() && run.payload() instanceof AgentPayload own
        ? own
        : null;
  }

  String name() {
    return name;
  }

  /** Returns true the first time: the callbacks before the agent are called first. */
  boolean startsNow() {
    return started.compareAndSet(false, true);
  }

  /** Records a model call of the agent. */
  void modelCalled(LlmRequest request) {
    if (firstRequest == null) {
      firstRequest = request;
    }
  }

  /** Records an event; the library may go on changing it. */
  @Override
  public void chunk(Object item) {
    if (item instanceof Event event && AdkClasses.mayCall(event)) {
      leaving = event.actions() != null && event.actions().escalate().orElse(false);
      if (event.finalResponse()) {
        answer = event.content().orElse(answer);
      }
    }
  }

  @Override
  public void result(Object ignored) {}

  /** Whoever runs an agent that escalates, such as a loop, takes no more events from it. */
  @Override
  public boolean isComplete() {
    return leaving;
  }

  @Override
  public AgentData render() {
    LlmRequest request = firstRequest;
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    if (question != null) {
      inputs.put("message", Contents.text(question));
    }
    Content last = answer;
    return new AgentData(
        name,
        description,
        request == null ? null : Contents.instructions(request),
        subAgents,
        request == null ? List.of() : Contents.toolNames(request),
        null,
        inputs,
        last == null ? null : Contents.text(last),
        details);
  }

  @Override
  public long retainedBytes() {
    return 2_048; // the model calls count what they keep
  }
}
