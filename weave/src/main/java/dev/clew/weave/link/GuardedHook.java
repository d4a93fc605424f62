// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.weave.FirstUse;
import dev.clew.weave.HookCalls;
import dev.clew.weave.HookFailures;
import dev.clew.weave.ModuleSwitch;
import org.jspecify.annotations.Nullable;

/**
 * Runs a hook and catches everything it throws, including {@link LinkageError}.
 *
 * <p>A record, because HotSpot trusts the fields of records: together with the constant handle that
 * leads here, the hook is a constant too, and its code is inlined into the woven method.
 *
 * @param module whether the hook may begin something
 * @param calls counts the calls
 * @param firstUse notified of the call; null if the call does not mean that a library is in use
 * @param label the label of the hook point, or null
 */
record GuardedHook(
    Hook<Object> hook,
    ModuleSwitch module,
    HookFailures failures,
    HookCalls calls,
    @Nullable FirstUse firstUse,
    @Nullable String label) {
  @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    if (!module.isOn()) {
      return null; // and so the exit is not called
    }
    try {
      calls.add();
      if (firstUse != null) {
        firstUse.note();
      }
      return hook.enter(Call.at(label, self, arguments));
    } catch (Throwable failure) {
      failures.report(hook.getClass(), failure);
      return null;
    }
  }

  @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      return hook.exit(state, result, thrown);
    } catch (Throwable failure) {
      failures.report(hook.getClass(), failure);
      return result;
    }
  }
}
