// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import dev.clew.api.hook.Call;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import org.jspecify.annotations.Nullable;

/**
 * Traces reading a response: {@code retrieve}; replaying or resuming its events: {@code
 * retrieveStreaming}; and ending a background response: {@code cancel}.
 */
final class RetrieveHook extends HttpCallHook {
  private static final String CANCEL = "cancel";

  private final RetrieveCalls retrieving;

  RetrieveHook(Calls calls, RetrieveCalls retrieving) {
    super(calls);
    this.retrieving = retrieving;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    String verb = CANCEL.equals(call.label()) ? CANCEL : "fetch";
    return retrieving.begin(call, verb, isStreamed(call));
  }
}
