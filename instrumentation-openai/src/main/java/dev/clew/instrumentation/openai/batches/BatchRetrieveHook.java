// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.batches;

import com.openai.models.batches.BatchRetrieveParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/** Batches: {@code retrieve(BatchRetrieveParams, RequestOptions)}, blocking and not. */
final class BatchRetrieveHook extends CallHook {
  BatchRetrieveHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    BatchRetrieveParams params = call.required(0, BatchRetrieveParams.class);
    BatchCapture capture = new BatchCapture(calls.client(call), "batch retrieve", params);
    return calls.begin(SpanType.CUSTOM, "batch retrieve", capture);
  }
}
