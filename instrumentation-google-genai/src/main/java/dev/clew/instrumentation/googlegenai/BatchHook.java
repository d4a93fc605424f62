// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import org.jspecify.annotations.Nullable;

/**
 * Traces batches: {@code create}, whose first argument is the model, {@code get} and {@code
 * cancel}, whose first argument is the batch. The label is the operation.
 */
final class BatchHook extends HookedCallHook {
  static final String CREATE = "create";

  BatchHook(Calls calls) {
    super(calls);
  }

  @Override
  protected @Nullable HookedCall begin(HookedCalls calls, Call call) {
    String name = "batch " + call.label();
    String first = call.argument(0, String.class);
    boolean create = CREATE.equals(call.label());
    BatchPayload payload =
        new BatchPayload(
            name,
            create ? first : null,
            create ? null : first,
            create ? call.argument(1, Object.class) : null);
    return calls.begin(SpanType.CUSTOM, name, payload, null);
  }
}
