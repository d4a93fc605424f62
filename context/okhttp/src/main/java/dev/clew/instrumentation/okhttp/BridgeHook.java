// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * {@code BridgeInterceptor.intercept}: makes of the application's request the one that is sent. It
 * runs once for each redirect too, and answers with the application's request in the response.
 */
final class BridgeHook implements Hook<Bridge> {
  private final Bridge bridge;

  BridgeHook(Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public @Nullable Bridge enter(Call call) {
    if (Context.current().span() == null) {
      return null;
    }
    bridge.enter();
    return bridge;
  }

  @Override
  @SuppressWarnings("CheckReturnValue")
  public @Nullable Object exit(
      Bridge entered, @Nullable Object result, @Nullable Throwable thrown) {
    entered.crossed(); // in case it threw before
    return result;
  }
}
