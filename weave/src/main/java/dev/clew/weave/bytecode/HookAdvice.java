// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The byte code that is inlined into every woven method: it calls a method handle that is a
 * constant of the woven class, and swallows whatever comes back.
 *
 * <p>These bodies are copied, never called. They must mention nothing but {@code java.base},
 * because the woven class may see nothing else.
 *
 * <p>The way in touches the constant of the way out as well. JDK 17 gives up compiling a method for
 * ever that has a dynamic constant which is not linked yet, and the way out is not taken as long as
 * the hook is not interested.
 */
final class HookAdvice {
  /** Binds to the handle {@code (Object self, Object[] arguments) -> Object state}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface EnterHandle {}

  /** Binds to the handle {@code (Object state, Object result, Throwable thrown) -> Object}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface ExitHandle {}

  private HookAdvice() {}

  /** The way in. */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @EnterHandle Object handle,
        @ExitHandle Object exitHandle,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      Object unusedYet = exitHandle;
      return (Object) ((MethodHandle) handle).invokeExact(self, arguments);
    }
  }

  /** The way out of methods that return something. */
  static final class ExitReturning {
    private ExitReturning() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @ExitHandle Object handle,
        @Advice.Enter @Nullable Object state,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown)
        throws Throwable {
      if (state != null) {
        result = (Object) ((MethodHandle) handle).invokeExact(state, result, thrown);
      }
    }
  }

  /** The way out of methods that return nothing. */
  static final class ExitReturningNothing {
    private ExitReturningNothing() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @ExitHandle Object handle,
        @Advice.Enter @Nullable Object state,
        @Advice.Thrown @Nullable Throwable thrown)
        throws Throwable {
      if (state != null) {
        Object unused = (Object) ((MethodHandle) handle).invokeExact(state, (Object) null, thrown);
      }
    }
  }

  /** The way in for hooks that replace arguments: what is left in the array is written back. */
  static final class EnterReplacing {
    private EnterReplacing() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @EnterHandle Object handle,
        @ExitHandle Object exitHandle,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] arguments)
        throws Throwable {
      Object unusedYet = exitHandle;
      Object[] replaceable = arguments;
      Object state = (Object) ((MethodHandle) handle).invokeExact(self, replaceable);
      arguments = replaceable;
      return state;
    }
  }

  /** For constructors, in which nothing may run before the object exists. */
  static final class Constructor {
    private Constructor() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @EnterHandle Object handle,
        @Advice.This(typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      Object unused = (Object) ((MethodHandle) handle).invokeExact(self, arguments);
    }
  }
}
