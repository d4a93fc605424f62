// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.completions;

import com.openai.models.completions.CompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces legacy completions: {@code create} and {@code createStreaming} with their parameters and
 * options.
 */
final class CompletionHook extends HttpCallHook {
  CompletionHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    CompletionCreateParams params = call.required(0, CompletionCreateParams.class);
    String model = ModelName.of(params._model());
    CompletionPayload payload =
        new CompletionPayload(calls.client(call), params, model, isStreamed(call));
    return calls.begin(SpanType.GENERATION, SpanNames.of("completion", model), payload);
  }
}
