// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.AgentData;
import dev.clew.api.trace.Context;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.ReceiverNames;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.message.Msg;
import io.agentscope.core.model.ToolSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of an agent's span: the messages it is given, its answer, and what its first model
 * request says of instructions and tools.
 */
final class AgentContent implements AgentPayload, CallPayload {
  private final String name;
  private final @Nullable String description;
  private final List<Msg> messages;
  private final Map<String, Object> details = new ConcurrentHashMap<>();
  private volatile List<Msg> firstRequest = List.of();
  private volatile List<ToolSchema> tools = List.of();
  private volatile @Nullable Object answer;

  /** Reads a real agent that is starting. */
  AgentContent(AgentBase agent, List<Msg> messages) {
    this.name = LibraryObjects.name(agent);
    this.description = LibraryObjects.description(agent);
    this.messages = messages;
    details.put("agent_type", ReceiverNames.name(agent));
  }

  /** Returns the agent that the span of {@code context} represents, or null. */
  static @Nullable AgentContent of(Context context) {
    AgentRun run = AgentRun.of(context);
    return run != null && run.payload() instanceof AgentContent own ? own : null;
  }

  @Override
  public String name() {
    return name;
  }

  /** Records a model call of the agent. */
  void modelCalled(List<Msg> request, List<ToolSchema> offered) {
    if (firstRequest.isEmpty()) {
      firstRequest = request;
      tools = offered;
    }
  }

  @Override
  public void result(Object message) {
    answer = message;
  }

  @Override
  public void answered(@Nullable Object message) {
    answer = message;
  }

  @Override
  public @Nullable Object output() {
    return answer;
  }

  @Override
  public boolean isComplete() {
    return answer != null;
  }

  @Override
  public void addDetail(String key, @Nullable Object value) {
    if (value != null) {
      details.putIfAbsent(key, value);
    }
  }

  @Override
  public AgentData render() {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    if (!messages.isEmpty()) {
      inputs.put("message", Contents.texts(messages));
    }
    return new AgentData(
        name,
        description,
        Contents.instructions(firstRequest),
        List.of(),
        Contents.tools(tools).stream().map(tool -> tool.name()).toList(),
        null,
        inputs,
        answer instanceof Msg message ? Contents.answer(message) : null,
        new LinkedHashMap<>(details));
  }

  @Override
  public long retainedBytes() {
    return 2_048 + Contents.retainedBytes(messages); // the model calls count their own
  }
}
