// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agent;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.message.ChatMessages;
import dev.clew.instrumentation.langchain4j.message.Exchanges;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentPayload;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.value.Values;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The content of an agent's span. The suppliers run on the export thread. */
public final class LangChain4jAgent implements AgentPayload {
  private static final int MAX_TOOLS = 200;
  private static final String RESULT = "dev.langchain4j.service.Result";

  private final SpanType type;
  private final String name;
  private final @Nullable String description;
  private final @Nullable Type outputType;
  private final Supplier<Map<String, @Nullable Object>> inputs;
  private final Supplier<List<String>> subagents;
  private final Supplier<Map<String, @Nullable Object>> details;
  private final Map<String, Object> addedDetails = new ConcurrentHashMap<>();
  private volatile @Nullable String preparedSystemMessage;
  private volatile @Nullable ChatRequest firstRequest;
  private volatile @Nullable Object output;

  /**
   * Creates the payload of a run that has started.
   *
   * @param type AGENT, or CUSTOM for the library's internal work
   * @param inputs named inputs, captured before the run could change them
   * @param subagents names of the agents that it may hand off to
   */
  public LangChain4jAgent(
      SpanType type,
      String name,
      @Nullable String description,
      @Nullable Type outputType,
      Supplier<Map<String, @Nullable Object>> inputs,
      Supplier<List<String>> subagents,
      Map<String, @Nullable Object> details) {
    this(type, name, description, outputType, inputs, subagents, () -> details);
  }

  /** Creates the payload of a run that has started, with details that are determined at export. */
  public LangChain4jAgent(
      SpanType type,
      String name,
      @Nullable String description,
      @Nullable Type outputType,
      Supplier<Map<String, @Nullable Object>> inputs,
      Supplier<List<String>> subagents,
      Supplier<Map<String, @Nullable Object>> details) {
    this.type = type;
    this.name = name;
    this.description = description;
    this.outputType = outputType;
    this.inputs = inputs;
    this.subagents = subagents;
    this.details = details;
  }

  @Override
  public SpanType type() {
    return type;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public LangChain4jAgent forNextRun() {
    LangChain4jAgent next =
        new LangChain4jAgent(type, name, description, outputType, inputs, subagents, details);
    next.preparedSystemMessage = preparedSystemMessage;
    return next;
  }

  /** Records the prepared system message, for a run that never reaches a request. */
  public static void systemMessage(AgentRun run, String systemMessage) {
    if (run.payload() instanceof LangChain4jAgent agent) {
      agent.preparedSystemMessage = systemMessage;
    }
  }

  /**
   * Records a request to a model: the first one in a run shows the agent's instructions and tools.
   */
  public static void modelCalled(ChatRequest request) {
    AgentRun run = AgentRun.current();
    if (run == null) {
      return;
    }
    if (run.payload() instanceof LangChain4jAgent agent && agent.firstRequest == null) {
      agent.firstRequest = request;
    }
    run.recordModelCall();
  }

  @Override
  public void answered(@Nullable Object answer) {
    output = Values.snapshot(answer);
  }

  @Override
  public void addDetail(String key, @Nullable Object value) {
    if (value != null) {
      addedDetails.putIfAbsent(key, value);
    }
  }

  private Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(details.get());
    new TreeMap<>(addedDetails).forEach((key, value) -> all.put(key, value.toString()));
    return all;
  }

  @Override
  public @Nullable Object output() {
    return output;
  }

  @Override
  public SpanData render() {
    ChatRequest request = firstRequest;
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    inputs.get().forEach((key, value) -> named.put(key, ValueTree.of(value)));
    if (type == SpanType.CUSTOM) {
      Map<String, @Nullable Object> data = details();
      data.put("input", named);
      data.put("output", renderOutput());
      return new CustomData(name, data);
    }
    return new AgentData(
        name,
        description,
        instructions(request),
        subagents.get(),
        request == null ? List.of() : toolNames(request),
        outputType == null ? null : outputType.getTypeName(),
        named,
        renderOutput(),
        details());
  }

  private @Nullable String instructions(@Nullable ChatRequest request) {
    String sent = request == null ? null : ChatMessages.systemText(Exchanges.messages(request));
    return sent != null ? sent : preparedSystemMessage;
  }

  private @Nullable Object renderOutput() {
    Object answer = output;
    if (answer instanceof ChatResponse response) {
      AiMessage answerMessage = Exchanges.answer(response);
      return answerMessage == null ? null : answerMessage.text();
    }
    // By name: model calls refer to this class, and langchain4j-core alone does not contain the
    // services.
    if (answer != null && answer.getClass().getName().equals(RESULT)) {
      Object content = Accessors.read(answer, "content");
      return content == null ? toolResults(answer) : tree(content);
    }
    return tree(answer);
  }

  /** A model's answer is safe to show field by field; other objects may contain anything. */
  private @Nullable Object tree(@Nullable Object answer) {
    return firstRequest == null ? ValueTree.of(answer) : ValueTree.ofAnswer(answer);
  }

  /** Tools whose results are returned directly leave the answer itself empty. */
  private static @Nullable Object toolResults(Object result) {
    if (!(Accessors.read(result, "toolExecutions") instanceof List<?> executions)
        || executions.isEmpty()) {
      return null;
    }
    List<@Nullable Object> results = new ArrayList<>();
    for (Object execution : executions) {
      results.add(Accessors.read(execution, "result"));
    }
    return results.size() == 1 ? results.get(0) : results;
  }

  private static List<String> toolNames(ChatRequest request) {
    ChatRequestParameters parameters = Exchanges.parameters(request);
    List<ToolSpecification> tools = parameters == null ? null : parameters.toolSpecifications();
    return tools == null
        ? List.of()
        : tools.stream()
            .filter(LibraryObjects::mayCall)
            .map(ToolSpecification::name)
            .limit(MAX_TOOLS)
            .toList();
  }

  @Override
  public long retainedBytes() {
    // The generation's span holds and counts the request, too.
    return 1024L + (output instanceof String text ? text.length() : 0);
  }
}
