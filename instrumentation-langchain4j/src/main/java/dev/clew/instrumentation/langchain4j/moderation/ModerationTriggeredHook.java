// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.ContextTransfer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the context for the moderation that an AI service may submit to an executor. */
final class ModerationTriggeredHook implements Hook<Object> {
  private final ContextTransfer transfer;

  ModerationTriggeredHook(ContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Object enter(Call call) {
    transfer.capture(call.required(1, List.class));
    return null;
  }
}
