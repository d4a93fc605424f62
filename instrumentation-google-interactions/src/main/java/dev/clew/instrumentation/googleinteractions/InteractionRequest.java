// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Span;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of an interaction. An application that keeps its conversation itself goes on adding
 * to the list of steps that it passed, so the list is copied.
 *
 * @param body the library's object for a model or an agent
 * @param model the model, unless an agent is asked
 * @param agent the provider's agent, or null
 * @param text the input, if it is a text
 * @param items the input, if it is contents or steps
 */
record InteractionRequest(
    @Nullable Object body,
    @Nullable String model,
    @Nullable String agent,
    @Nullable String text,
    List<?> items) {
  /** The accessors of everything that is recorded as a parameter. */
  private static final List<String> PARAMETERS =
      List.of(
          "generationConfig",
          "agentConfig",
          "responseFormat",
          "responseModalities",
          "responseMimeType",
          "serviceTier",
          "safetySettings",
          "cachedContent",
          "labels",
          "background",
          "store");

  static InteractionRequest of(@Nullable Object request) {
    Object agent = Fields.read(request, "createAgentInteraction");
    Object body = agent != null ? agent : Fields.read(request, "createModelInteraction");
    Object input = Fields.read(body, "input");
    Object single = Fields.read(input, "content");
    return new InteractionRequest(
        body,
        Fields.text(body, "model"),
        Fields.text(agent, "agent"),
        Fields.text(input, "string"),
        single != null ? List.of(single) : new ArrayList<>(Fields.list(input, "arrayOfStep")));
  }

  @Nullable String previousId() {
    return Fields.text(body, "previousInteractionId");
  }

  @Nullable String instructions() {
    return Fields.text(body, "systemInstruction");
  }

  boolean isStreamed() {
    return Boolean.TRUE.equals(Fields.read(body, "stream"));
  }

  /** Reports the results among the steps; returns the span of one of their functions, or null. */
  @Nullable Span reportResults(@Nullable String server, ToolLoop tools) {
    Span answered = null;
    if (!tools.isWaiting()) {
      return answered;
    }
    for (Object item : items) {
      String id = Fields.text(item, "callId");
      if (id != null && tools.isWaiting(id)) {
        Span function = tools.resultSent(id, server, null, item);
        answered = function == null ? answered : function;
      }
    }
    return answered;
  }

  /** Returns the result in a step; for the export thread. */
  static String output(Object step) {
    return InteractionSteps.result(InteractionJson.read(step));
  }

  long retainedBytes() {
    return RetainedBytes.of(text) + 1_024L * items.size();
  }

  /** Returns all other parameters, under the provider's names; for the export thread. */
  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (String accessor : PARAMETERS) {
      Object value = Fields.read(body, accessor);
      if (value != null) {
        String name = accessor.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        parameters.put(name, InteractionJson.plain(value));
      }
    }
    return parameters;
  }

  /** Returns the messages; for the export thread. */
  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    if (text != null) {
      messages.add(Message.text("user", text));
    }
    messages.addAll(InteractionSteps.messages(items.stream().map(InteractionJson::read).toList()));
    return messages;
  }

  /** Returns the functions, and of the provider's own tools the types; for the export thread. */
  List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    for (Object each : Fields.list(body, "tools")) {
      JsonTree tool = InteractionJson.read(each);
      String name = tool.text("name");
      tools.add(
          new ToolDefinition(
              name != null ? name : tool.textOrEmpty("type"),
              tool.text("description"),
              tool.values().get("parameters")));
    }
    return tools;
  }
}
