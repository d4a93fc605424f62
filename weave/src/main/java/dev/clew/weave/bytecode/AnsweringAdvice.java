// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code inlined where a hook may answer for the method, in place of {@link HookAdvice}, whose
 * remarks apply: the way in may return a {@link Callable}, which then runs in place of the body.
 *
 * <p>The answer is called on the way out, where nothing is swallowed: what it returns or throws is
 * what the method returns or throws. Everything else on the way out is guarded there.
 */
final class AnsweringAdvice {
  private AnsweringAdvice() {}

  /** Runs before the method. */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Callable.class)
    static @Nullable Object enter(
        @HookAdvice.EnterHandle MethodHandle enter,
        @HookAdvice.ExitHandle MethodHandle exit,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      MethodHandle unusedYet = exit;
      return (Object) enter.invokeExact(self, arguments);
    }
  }

  /** Runs before the method, for hooks that replace arguments, too: the array is written back. */
  static final class EnterReplacing {
    private EnterReplacing() {}

    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Callable.class)
    static @Nullable Object enter(
        @HookAdvice.EnterHandle MethodHandle enter,
        @HookAdvice.ExitHandle MethodHandle exit,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] arguments)
        throws Throwable {
      MethodHandle unusedYet = exit;
      Object[] replaceable = arguments;
      Object state = (Object) enter.invokeExact(self, replaceable);
      arguments = replaceable;
      return state;
    }
  }

  /** Runs after the method returned or threw, or in place of it. */
  static final class Exit {
    private Exit() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @HookAdvice.ExitHandle MethodHandle exit,
        @Advice.Enter @Nullable Object state,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown)
        throws Throwable {
      if (state instanceof Callable<?>) {
        result = ((Callable<?>) state).call();
      } else if (state != null) {
        try {
          result = (Object) exit.invokeExact(state, result, thrown);
        } catch (Throwable internalFailure) {
          // As in HookAdvice.Exit, whose suppression would swallow the answer's exceptions, too.
        }
      }
    }
  }
}
