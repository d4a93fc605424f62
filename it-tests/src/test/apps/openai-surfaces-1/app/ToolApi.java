// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionTool;
import java.util.List;

/** Tools up to 2.x, when all of them were functions. */
final class ToolApi {
  private ToolApi() {}

  record Wish(String id, String name, String arguments) {}

  static List<Wish> wishes(ChatCompletionMessage message) {
    return message.toolCalls().orElse(List.of()).stream()
        .map(call -> new Wish(call.id(), call.function().name(), call.function().arguments()))
        .toList();
  }

  static void offer(ChatCompletionCreateParams.Builder conversation, String name) {
    conversation.addTool(
        ChatCompletionTool.builder()
            .function(FunctionDefinition.builder().name(name).build())
            .build());
  }
}
