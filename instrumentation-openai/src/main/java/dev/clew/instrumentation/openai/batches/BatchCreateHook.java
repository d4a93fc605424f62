// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.batches;

import com.openai.models.batches.BatchCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/** Batches: {@code create(BatchCreateParams, RequestOptions)}, blocking and not. */
final class BatchCreateHook extends CallHook {
  BatchCreateHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    BatchCreateParams params = call.required(0, BatchCreateParams.class);
    BatchCapture capture = new BatchCapture(calls.client(call), "batch create", params);
    return calls.begin(SpanType.CUSTOM, "batch create", capture);
  }
}
