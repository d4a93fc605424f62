// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** Makes what the application says. */
final class Said {
  private Said() {}

  static Message user(String text) {
    return user(ContentBlock.fromText(text));
  }

  static Message user(ContentBlock... blocks) {
    return Message.builder().role(ConversationRole.USER).content(blocks).build();
  }

  static Message toolResult(String id, ToolResultContentBlock content) {
    return user(
        ContentBlock.fromToolResult(
            ToolResultBlock.builder().toolUseId(id).content(content).build()));
  }
}
