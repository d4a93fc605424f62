// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code inlined into every woven method: it calls the hook through a method handle that is a
 * constant of the woven class, and swallows anything the hook throws.
 *
 * <p>Byte Buddy copies these bodies; they are never called. They may only refer to {@code
 * java.base}, because the woven class may have access to nothing else.
 */
final class HookAdvice {
  /** Binds to the handle {@code (Object self, Object[] arguments) -> Object state}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface EnterHandle {}

  /** Binds to the handle {@code (Object state, Object result, Throwable thrown) -> Object}. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface ExitHandle {}

  private HookAdvice() {}

  /**
   * Runs before the method.
   *
   * <p>It also reads the exit constant. JDK 17 permanently stops compiling a method that contains
   * an unresolved dynamic constant, and the exit is not reached while the hook is not interested.
   */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @EnterHandle MethodHandle enter,
        @ExitHandle MethodHandle exit,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      MethodHandle unusedYet = exit;
      return (Object) enter.invokeExact(self, arguments);
    }
  }

  /** Runs before the method, for hooks that replace arguments: the array is written back. */
  static final class EnterReplacing {
    private EnterReplacing() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @EnterHandle MethodHandle enter,
        @ExitHandle MethodHandle exit,
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

  /** Runs after the method returned or threw, if the hook is interested. */
  static final class Exit {
    private Exit() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @ExitHandle MethodHandle exit,
        @Advice.Enter @Nullable Object state,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
        @Advice.Thrown @Nullable Throwable thrown)
        throws Throwable {
      if (state != null) {
        result = (Object) exit.invokeExact(state, result, thrown);
      }
    }
  }

  /**
   * Runs after a constructor returned. Nothing can run before, because the object does not exist
   * yet.
   */
  static final class Constructor {
    private Constructor() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @EnterHandle MethodHandle enter,
        @Advice.This(typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments)
        throws Throwable {
      Object ignored = (Object) enter.invokeExact(self, arguments);
    }
  }
}
