// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.weave.FirstUse;
import dev.clew.weave.HookFailures;
import org.jspecify.annotations.Nullable;

/**
 * Runs a hook and keeps everything it throws, {@link LinkageError} included, from its caller.
 *
 * <p>A record, because HotSpot trusts the fields of records: together with the constant handle that
 * leads here, the hook is a constant as well and its code is inlined at the place that is woven.
 *
 * @param inUse hears of the call, null if it says nothing about the use of a library
 * @param label of the hook point, null if it has none
 */
record GuardedHook(
    Hook<Object> hook, HookFailures failures, @Nullable FirstUse inUse, @Nullable String label) {
  @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      if (inUse != null) {
        inUse.note();
      }
      return hook.enter(Call.at(label, self, arguments));
    } catch (Throwable failure) {
      failures.failed(hook.getClass(), failure);
      return null;
    }
  }

  @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      return hook.exit(state, result, thrown);
    } catch (Throwable failure) {
      failures.failed(hook.getClass(), failure);
      return result;
    }
  }
}
