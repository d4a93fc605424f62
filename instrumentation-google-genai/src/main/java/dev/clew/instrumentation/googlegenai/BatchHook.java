// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import org.jspecify.annotations.Nullable;

/**
 * Traces batches: {@code create}, whose first argument is the model, {@code get} and {@code
 * cancel}, whose first argument is the batch. The label is the operation.
 */
final class BatchHook implements Hook<HookedCall> {
  static final String CREATE = "create";

  private final Calls calls;

  BatchHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HookedCall enter(Call call) {
    if (calls.hooked().isInProgress()) {
      return null;
    }
    String name = "batch " + call.label();
    String first = call.argument(0, String.class);
    boolean create = CREATE.equals(call.label());
    BatchPayload payload =
        new BatchPayload(
            name,
            create ? first : null,
            create ? null : first,
            create ? call.argument(1, Object.class) : null);
    return calls.hooked().begin(SpanType.CUSTOM, name, payload, null);
  }

  @Override
  public @Nullable Object exit(
      HookedCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
