// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.rereads;

import dev.clew.api.hook.Call;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/** The events of a response once more, or from where they broke off: {@code retrieveStreaming}. */
final class FetchStreamHook extends CallHook {
  private final ResponseFetches fetches;

  FetchStreamHook(Calls calls, ResponseFetches fetches) {
    super(calls);
    this.fetches = fetches;
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    return fetches.begin(call, "fetch", true);
  }
}
