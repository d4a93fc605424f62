// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/** Traces legacy completions up to 2.75: {@code create} and {@code createStreaming}. */
final class CompletionHook extends HttpCallHook {
  CompletionHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    boolean streamed = isStreamed(call);
    CompletionPayload payload = new CompletionPayload(calls.client(call), params, streamed);
    String name = SpanNames.of("completion", Fields.model(params));
    return calls.begin(SpanType.GENERATION, name, payload);
  }
}
