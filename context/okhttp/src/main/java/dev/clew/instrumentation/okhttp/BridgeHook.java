// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code BridgeInterceptor.intercept}, which turns the application's request into the one
 * that is sent. It also runs for each redirect, and puts the application's request into the
 * response.
 */
final class BridgeHook implements Hook<WireRequestMarker> {
  private final WireRequestMarker marker;

  BridgeHook(WireRequestMarker marker) {
    this.marker = marker;
  }

  @Override
  public @Nullable WireRequestMarker enter(Call call) {
    if (Context.current().span() == null) {
      return null;
    }
    marker.mark();
    return marker;
  }

  @Override
  @SuppressWarnings("CheckReturnValue")
  public @Nullable Object exit(
      WireRequestMarker entered, @Nullable Object result, @Nullable Throwable thrown) {
    entered.consume(); // in case the method threw earlier
    return result;
  }
}
