// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import org.jspecify.annotations.Nullable;

/**
 * Traces batches: {@code create}, {@code retrieve} and {@code cancel}, distinguished by the label.
 */
final class BatchHook extends HttpCallHook {
  BatchHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    String name = "batch " + call.label();
    Object params = call.required(0, Object.class);
    BatchPayload payload = new BatchPayload(calls.client(call), name, params);
    return calls.begin(SpanType.CUSTOM, name, payload);
  }
}
