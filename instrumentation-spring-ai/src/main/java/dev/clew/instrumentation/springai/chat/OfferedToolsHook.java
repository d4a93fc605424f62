// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * Hooks {@code ToolCallingManager.resolveToolDefinitions}, by which models learn which tools to
 * offer: so the application's own tools need not be asked.
 */
final class OfferedToolsHook implements Hook<ChatPayload> {
  @Override
  public @Nullable ChatPayload enter(Call call) {
    ModelCall chat = ModelCall.current();
    return chat == null ? null : chat.payload();
  }

  @Override
  @SuppressWarnings("unchecked") // the method's return type
  public @Nullable Object exit(
      ChatPayload payload, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof List<?> tools) {
      payload.setTools(Values.copyOf((List<ToolDefinition>) tools));
    }
    return result;
  }
}
