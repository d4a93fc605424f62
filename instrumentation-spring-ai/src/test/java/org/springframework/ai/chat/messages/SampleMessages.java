// SPDX-License-Identifier: Apache-2.0
package org.springframework.ai.chat.messages;

import java.util.List;
import java.util.Map;

/** Creates messages whose constructor is public only in older versions. */
public final class SampleMessages {
  private SampleMessages() {}

  public static AssistantMessage assistant(String text, AssistantMessage.ToolCall... calls) {
    return new AssistantMessage(text, Map.of(), List.of(calls), List.of());
  }
}
