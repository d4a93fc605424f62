// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.batches;

import com.openai.models.batches.BatchCancelParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/** Batches: {@code cancel(BatchCancelParams, RequestOptions)}, blocking and not. */
final class BatchCancelHook extends CallHook {
  BatchCancelHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    BatchCancelParams params = call.required(0, BatchCancelParams.class);
    BatchCapture capture = new BatchCapture(calls.client(call), "batch cancel", params);
    return calls.begin(SpanType.CUSTOM, "batch cancel", capture);
  }
}
