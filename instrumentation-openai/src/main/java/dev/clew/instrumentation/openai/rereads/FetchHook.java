// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.rereads;

import dev.clew.api.hook.Call;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/** A look at a response: {@code retrieve(ResponseRetrieveParams, RequestOptions)}. */
final class FetchHook extends CallHook {
  private final ResponseFetches fetches;

  FetchHook(Calls calls, ResponseFetches fetches) {
    super(calls);
    this.fetches = fetches;
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    return fetches.begin(call, "fetch", false);
  }
}
