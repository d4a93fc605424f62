// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import java.util.List;

/** Tools since 3.0: functions or custom tools. */
final class ToolApi {
  private ToolApi() {}

  record Wish(String id, String name, String arguments) {}

  static List<Wish> wishes(ChatCompletionMessage message) {
    return message.toolCalls().orElse(List.of()).stream()
        .map(call -> call.asFunction())
        .map(call -> new Wish(call.id(), call.function().name(), call.function().arguments()))
        .toList();
  }

  static void offer(ChatCompletionCreateParams.Builder conversation, String name) {
    conversation.addFunctionTool(FunctionDefinition.builder().name(name).build());
  }
}
