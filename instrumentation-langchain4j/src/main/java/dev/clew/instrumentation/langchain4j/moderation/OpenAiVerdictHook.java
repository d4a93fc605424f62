// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Observes the objects that langchain4j-open-ai's own client creates from OpenAI's answer. The
 * model itself keeps only whether a text was flagged.
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
