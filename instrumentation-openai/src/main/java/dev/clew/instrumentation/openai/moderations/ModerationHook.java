// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.moderations;

import com.openai.models.moderations.ModerationCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import org.jspecify.annotations.Nullable;

/** Moderations: {@code create(ModerationCreateParams, RequestOptions)}, blocking and not. */
final class ModerationHook extends CallHook {
  ModerationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    ModerationCreateParams params = call.required(0, ModerationCreateParams.class);
    String model = ModelName.of(params._model());
    ModerationCapture capture = new ModerationCapture(calls.client(call), model);
    return calls.begin(SpanType.GUARDRAIL, ModelName.after("moderation", model), capture);
  }
}
