// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of a model call. */
final class ModelCallData {
  private ModelCallData() {}

  static GenerationData of(ManualData data) {
    List<Message> input = new ArrayList<>();
    String instructions = data.takeText("instructions");
    if (instructions != null) {
      input.add(Message.text("system", instructions));
    }
    for (Object each : data.elements("input", "input")) {
      input.add(message(each, "user"));
    }
    String reason = data.takeText("finish_reason");
    return new GenerationData.Builder()
        .provider(data.takeText("provider"))
        .serverAddress(data.takeText("server_address"))
        .requestModel(data.takeText("model"))
        .responseModel(data.takeText("response_model"))
        .responseId(data.takeText("response_id"))
        .streamed(data.isStreamed())
        .parameters(data.takeAll("parameters."))
        .input(input)
        .output(output(data))
        .finishReasons(reason == null ? List.of() : List.of(reason))
        .usage(data.usage())
        .details(data.rest())
        .build();
  }

  /** Text and tool calls of one answer are the parts of one message. */
  private static List<Message> output(ManualData data) {
    List<Part> parts = new ArrayList<>();
    for (Object each : data.elements("output", "output")) {
      parts.addAll(message(each, "assistant").parts());
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private static Message message(@Nullable Object value, String otherwise) {
    Object tree = Values.tree(value); // from here on no object of the application
    if (!(tree instanceof Map<?, ?> map)) {
      return Message.text(otherwise, String.valueOf(ManualData.json(tree)));
    }
    Map<String, @Nullable Object> fields = Values.named(map);
    Object role = fields.get("role");
    Object arguments = fields.get("arguments");
    Object name = fields.get("name");
    if (role == null && name != null) {
      Object id = fields.get("id");
      String json = arguments == null ? "" : String.valueOf(ManualData.json(arguments));
      String callId = id == null ? null : Values.text(id);
      return Message.of(otherwise, List.of(new Part.ToolCall(callId, Values.text(name), json)));
    }
    if (role == null || !fields.containsKey("content")) {
      return Message.text(otherwise, String.valueOf(ManualData.json(fields)));
    }
    Object content = fields.get("content");
    return Message.text(
        Values.text(role), content == null ? "" : String.valueOf(ManualData.json(content)));
  }
}
