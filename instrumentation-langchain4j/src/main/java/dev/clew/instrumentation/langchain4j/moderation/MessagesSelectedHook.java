// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.ContextTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code AiServices.removeToolMessages}, the only thing that an AI service does on the other
 * thread before it calls the moderation model. Its argument is the list known to one side, its
 * result the list known to the other.
 */
final class MessagesSelectedHook implements Hook<Object> {
  private final ContextTransfer transfer;

  MessagesSelectedHook(ContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Object enter(Call call) {
    return call.argument(0, Object.class);
  }

  @Override
  public @Nullable Object exit(
      Object messages, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      transfer.move(messages, result);
    }
    return result;
  }
}
