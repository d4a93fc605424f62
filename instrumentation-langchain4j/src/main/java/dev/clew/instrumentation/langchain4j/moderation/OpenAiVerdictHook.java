// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Sees what langchain4j-open-ai's own client reads from OpenAI's answer. The model keeps nothing of
 * it but whether a text was flagged.
 */
final class OpenAiVerdictHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    Operation<ModerationPayload> moderation = Operation.current(ModerationPayload.KIND);
    if (moderation != null) {
      moderation.payload().verdict(call.self(Object.class));
    }
    return null;
  }
}
