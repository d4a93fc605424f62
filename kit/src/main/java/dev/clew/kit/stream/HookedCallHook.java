// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Traces a method that sends a request, or several that are one call: what the library sends within
 * a call has no span of its own.
 */
public abstract class HookedCallHook implements Hook<HookedCall> {
  private final HookedCalls calls;

  protected HookedCallHook(HookedCalls calls) {
    this.calls = calls;
  }

  /** Starts the call with {@link HookedCalls#begin}; returns null if it is not recorded. */
  protected abstract @Nullable HookedCall begin(HookedCalls calls, Call call);

  @Override
  public final @Nullable HookedCall enter(Call call) {
    return calls.isInProgress() ? null : begin(calls, call);
  }

  @Override
  public final @Nullable Object exit(
      HookedCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
