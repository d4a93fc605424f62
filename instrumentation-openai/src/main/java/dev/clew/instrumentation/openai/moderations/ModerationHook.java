// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.moderations;

import com.openai.models.moderations.ModerationCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces moderations: {@code create(ModerationCreateParams, RequestOptions)}, blocking and
 * asynchronous.
 */
final class ModerationHook extends HttpCallHook {
  ModerationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    ModerationCreateParams params = call.required(0, ModerationCreateParams.class);
    String model = ModelName.of(params._model());
    ModerationPayload payload = new ModerationPayload(calls.client(call), model);
    return calls.begin(SpanType.GUARDRAIL, SpanNames.of("moderation", model), payload);
  }
}
