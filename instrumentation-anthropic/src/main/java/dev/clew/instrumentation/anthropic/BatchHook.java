// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * Traces batches: {@code create}, {@code retrieve} and {@code cancel}, distinguished by the label.
 */
final class BatchHook implements Hook<HttpCall> {
  private final Calls calls;

  BatchHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    String name = "batch " + call.label();
    Object params = call.required(0, Object.class);
    BatchPayload payload = new BatchPayload(calls.client(call), name, params);
    return calls.begin(SpanType.CUSTOM, name, payload, null);
  }

  @Override
  public @Nullable Object exit(HttpCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
