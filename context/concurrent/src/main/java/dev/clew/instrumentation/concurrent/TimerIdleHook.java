// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/** Hooks the check for more work by a {@code Timer}'s thread, which happens between two tasks. */
final class TimerIdleHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    if (Context.current() != Context.root() && TimerThread.isCurrent()) {
      ContextPropagation.clear();
    }
    return null;
  }
}
