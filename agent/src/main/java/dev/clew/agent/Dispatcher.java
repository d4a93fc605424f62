// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap target of the dynamic constants in woven classes: returns the method handle of a
 * hook.
 *
 * <p>Never throws. If a hook cannot be linked, or not yet, the handle does nothing.
 */
public final class Dispatcher {
  static final MethodType ENTER = MethodType.methodType(Object.class, Object.class, Object[].class);
  static final MethodType EXIT =
      MethodType.methodType(Object.class, Object.class, Object.class, Throwable.class);

  private static final ThreadLocal<@Nullable Boolean> LINKING = new ThreadLocal<>();
  private static volatile @Nullable MethodHandle linker;

  private Dispatcher() {}

  /**
   * Sets the function that creates the handles.
   *
   * @param linker {@code (String hookId, String phase, Class woven) -> MethodHandle}; returns null
   *     if the hook cannot be created; null ends linking
   */
  static void connect(@Nullable MethodHandle linker) {
    Dispatcher.linker = linker;
  }

  /** Called by the dynamic constant of a woven class, once per hook and phase. */
  public static MethodHandle link(String hookId, String phase, Class<?> woven) {
    if (LINKING.get() != null) {
      // Linking a hook runs code that may itself be hooked. The handle returned here becomes a
      // constant, so it has to be one that can still be linked later.
      return new LateLink(hookId, phase, woven).dynamicInvoker();
    }
    LINKING.set(Boolean.TRUE);
    try {
      MethodHandle current = linker;
      MethodHandle hook =
          current == null ? null : (MethodHandle) current.invoke(hookId, phase, woven);
      return hook == null ? noOp(phase) : hook;
    } catch (Throwable failure) {
      StandardError.print(
          "warning: hook " + hookId + " is off in " + woven.getName() + ": " + failure);
      return noOp(phase);
    } finally {
      LINKING.remove();
    }
  }

  private static MethodHandle noOp(String phase) {
    return isEnter(phase)
        ? MethodHandles.empty(ENTER)
        : MethodHandles.permuteArguments(
            MethodHandles.identity(Object.class), EXIT, 1); // passes the result through
  }

  private static boolean isEnter(String phase) {
    return phase.equals("enter");
  }

  /**
   * A handle that does nothing while this thread is linking a hook, and links itself on a later
   * call.
   */
  private static final class LateLink extends MutableCallSite {
    private final String hookId;
    private final String phase;
    private final Class<?> woven;

    LateLink(String hookId, String phase, Class<?> woven) {
      super(isEnter(phase) ? ENTER : EXIT);
      this.hookId = hookId;
      this.phase = phase;
      this.woven = woven;
      try {
        MethodHandle first =
            MethodHandles.lookup().bind(this, isEnter(phase) ? "enter" : "exit", type());
        setTarget(first);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @SuppressWarnings("UnusedMethod") // called through the lookup above
    @Nullable Object enter(Object self, Object[] arguments) throws Throwable {
      return linked() ? (Object) getTarget().invokeExact(self, arguments) : null;
    }

    @SuppressWarnings("UnusedMethod") // called through the lookup above
    @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown)
        throws Throwable {
      return linked() ? (Object) getTarget().invokeExact(state, result, thrown) : result;
    }

    private boolean linked() {
      if (LINKING.get() != null) {
        return false;
      }
      setTarget(link(hookId, phase, woven));
      return true;
    }
  }
}
