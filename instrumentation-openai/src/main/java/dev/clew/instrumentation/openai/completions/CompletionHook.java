// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.completions;

import com.openai.models.completions.CompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import org.jspecify.annotations.Nullable;

/** Completions answered as a whole: {@code create(CompletionCreateParams, RequestOptions)}. */
final class CompletionHook extends CallHook {
  CompletionHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    CompletionCreateParams params = call.required(0, CompletionCreateParams.class);
    String name = ModelName.after("completion", ModelName.of(params._model()));
    CompletionCapture capture = new CompletionCapture(calls.client(call), params, false);
    return calls.begin(SpanType.GENERATION, name, capture);
  }
}
