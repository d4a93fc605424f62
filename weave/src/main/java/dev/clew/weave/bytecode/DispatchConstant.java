// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.utility.JavaConstant;
import org.jspecify.annotations.Nullable;

/**
 * Composes the dynamic constant through which a woven class reaches its hook.
 *
 * <p>The constant is made of nothing but JDK handles, so the woven class needs to see nothing but
 * {@code java.base}: {@code ClassLoader.getSystemClassLoader().loadClass(dispatcher)}, then {@code
 * publicLookup().findStatic(…, "link", …).invokeWithArguments(hookId, phase, wovenClass)}.
 */
public final class DispatchConstant {
  private final String dispatcherClass;
  private final Method invoke;
  private volatile @Nullable JavaConstant link;

  /**
   * Makes constants that lead to one dispatcher.
   *
   * @param dispatcherClass binary name of the dispatcher, which the system class loader has
   */
  public DispatchConstant(String dispatcherClass) {
    this.dispatcherClass = dispatcherClass;
    try {
      this.invoke = MethodHandle.class.getMethod("invokeWithArguments", Object[].class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a method of java.base is gone", e);
    }
  }

  JavaConstant handle(String hookId, String phase, TypeDescription woven) {
    JavaConstant known = link;
    if (known == null) {
      known = composeLink();
      link = known;
    }
    return JavaConstant.Dynamic.ofInvocation(
        invoke, known, hookId, phase, JavaConstant.Simple.of(woven));
  }

  /** The same for all hooks. */
  private JavaConstant composeLink() {
    try {
      JavaConstant loader =
          JavaConstant.Dynamic.ofInvocation(ClassLoader.class.getMethod("getSystemClassLoader"));
      JavaConstant dispatcher =
          JavaConstant.Dynamic.ofInvocation(
              ClassLoader.class.getMethod("loadClass", String.class), loader, dispatcherClass);
      JavaConstant lookup =
          JavaConstant.Dynamic.ofInvocation(MethodHandles.class.getMethod("publicLookup"));
      return JavaConstant.Dynamic.ofInvocation(
          MethodHandles.Lookup.class.getMethod(
              "findStatic", Class.class, String.class, MethodType.class),
          lookup,
          dispatcher,
          "link",
          JavaConstant.MethodType.of(MethodHandle.class, String.class, String.class, Class.class));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a method of java.base is gone", e);
    }
  }
}
