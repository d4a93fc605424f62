// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.weave.FirstUse;
import dev.clew.weave.HookCalls;
import dev.clew.weave.HookFailures;
import dev.clew.weave.Unanswered;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a hook that may answer for its method, and catches everything the hook itself throws.
 *
 * <p>The woven method tells an answer from a state by its type: a {@link Callable} is called in
 * place of the method's body. Modules of such hooks cannot be switched off, see {@link
 * dev.clew.api.hook.InstrumentationModule#steers}.
 *
 * @param calls counts the calls
 * @param firstUse notified of the call; null if the call does not mean that a library is in use
 * @param label the label of the hook point, or null
 * @param unanswered decides what the caller gets if the hook fails
 */
record AnsweringHook(
    Hook<Object> hook,
    HookFailures failures,
    HookCalls calls,
    @Nullable FirstUse firstUse,
    @Nullable String label,
    Unanswered unanswered) {

  /** Keeps a state that would otherwise pass for an answer. */
  private record CallableState(Object state) {}

  @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
    try {
      calls.add();
      if (firstUse != null) {
        firstUse.note();
      }
      Call call = Call.at(label, self, arguments);
      Object state = hook.enter(call);
      Callable<?> answer = call.answer();
      if (answer != null) {
        return answer;
      }
      return state instanceof Callable<?> ? new CallableState(state) : state;
    } catch (Throwable failure) {
      Callable<?> replacement = unanswered.replacement(hook.getClass().getName(), text(failure));
      failures.report(hook.getClass(), failure, replacement != null);
      return replacement;
    }
  }

  /** The exception may be the application's, and fail even to describe itself. */
  private static String text(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable another) {
      return failure.getClass().getName();
    }
  }

  @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      return hook.exit(state instanceof CallableState kept ? kept.state() : state, result, thrown);
    } catch (Throwable failure) {
      failures.report(hook.getClass(), failure);
      return result;
    }
  }
}
