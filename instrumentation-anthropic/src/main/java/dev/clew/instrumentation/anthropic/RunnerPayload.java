// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.data.AgentData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.AgentRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a tool runner's span: instructions, tools and input of its first request, and the
 * text of its last answer.
 */
final class RunnerPayload implements AgentPayload {
  private final Map<String, Object> addedDetails = new ConcurrentHashMap<>();
  private volatile @Nullable MessagePayload first;
  private volatile @Nullable MessagePayload last;

  /** Returns the tool runner that the current span represents, or null. */
  static @Nullable RunnerPayload current() {
    AgentRun run = AgentRun.current();
    return run != null && run.payload() instanceof RunnerPayload runner ? runner : null;
  }

  /** Records a model call of the runner. */
  void called(MessagePayload call) {
    if (first == null) {
      first = call;
    }
    last = call;
  }

  @Override
  public String name() {
    return "tool runner";
  }

  @Override
  public AgentPayload forNextRun() {
    return new RunnerPayload(); // the library refuses a second run
  }

  @Override
  public void answered(@Nullable Object answer) {}

  @Override
  public @Nullable Object output() {
    return null;
  }

  @Override
  public void addDetail(String key, @Nullable Object value) {
    if (value != null) {
      addedDetails.putIfAbsent(key, value);
    }
  }

  @Override
  public AgentData render() {
    MessagePayload opening = first;
    MessagePayload closing = last;
    MessageRequest request = opening == null ? null : opening.request();
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> details = new TreeMap<>(addedDetails);
    if (request != null) {
      List<Message> messages = request.messages();
      if (!messages.isEmpty()) {
        inputs.put("message", text(messages.get(messages.size() - 1)));
      }
      details.put("model", request.model());
    }
    List<Message> answers = closing == null ? List.of() : closing.answer().messages();
    return new AgentData(
        name(),
        null,
        request == null ? null : request.system(),
        List.of(),
        request == null ? List.of() : request.tools().stream().map(ToolDefinition::name).toList(),
        null,
        inputs,
        answers.isEmpty() ? null : text(answers.get(0)),
        details);
  }

  private static String text(Message message) {
    return message.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }

  @Override
  public long retainedBytes() {
    return 1_024; // the model calls count what they keep
  }
}
