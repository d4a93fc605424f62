// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/** Traces legacy completions up to 2.75: {@code create} and {@code createStreaming}. */
final class CompletionHook implements Hook<HttpCall> {
  private final Calls calls;

  CompletionHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    boolean streamed = AnthropicModule.STREAM.equals(call.label());
    CompletionPayload payload = new CompletionPayload(calls.client(call), params, streamed);
    String name = SpanNames.of("completion", Fields.model(params));
    return calls.begin(SpanType.GENERATION, name, payload, null);
  }

  @Override
  public @Nullable Object exit(HttpCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
