// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Composes the dynamic constant through which a woven class reaches its hook.
 *
 * <p>The constant is made of nothing but JDK handles, so the woven class needs to see nothing but
 * {@code java.base}: {@code ClassLoader.getSystemClassLoader().loadClass(dispatcher)}, then {@code
 * publicLookup().findStatic(…, "link", …).invokeWithArguments(hookId, phase, wovenClass)}.
 */
public final class DispatchConstant {
  private static final String LOADER = "java/lang/ClassLoader";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final Handle INVOKE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/ConstantBootstraps",
          "invoke",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
              + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
          false);
  private static final Handle LINK =
      virtual(HANDLE, "invokeWithArguments", "([Ljava/lang/Object;)Ljava/lang/Object;");

  /** The same for all hooks. */
  private final ConstantDynamic link;

  /**
   * Makes constants that lead to one dispatcher.
   *
   * @param dispatcherClass binary name of the dispatcher, which the system class loader has
   */
  public DispatchConstant(String dispatcherClass) {
    ConstantDynamic loader =
        result(fixed(LOADER, "getSystemClassLoader", "()Ljava/lang/ClassLoader;"));
    ConstantDynamic dispatcher =
        result(
            virtual(LOADER, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;"),
            loader,
            dispatcherClass);
    ConstantDynamic lookup =
        result(
            fixed(
                "java/lang/invoke/MethodHandles",
                "publicLookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;"));
    this.link =
        result(
            virtual(
                LOOKUP,
                "findStatic",
                "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/MethodHandle;"),
            lookup,
            dispatcher,
            "link",
            Type.getMethodType(
                "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Class;)"
                    + "Ljava/lang/invoke/MethodHandle;"));
  }

  /** Returns the constant that is the handle of one phase of a hook, of type {@code Object}. */
  ConstantDynamic handle(String hookId, String phase, String wovenInternalName) {
    return result(LINK, link, hookId, phase, Type.getObjectType(wovenInternalName));
  }

  /** Returns the constant that is what {@code called} returns. */
  private static ConstantDynamic result(Handle called, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = called;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    String type = Type.getReturnType(called.getDesc()).getDescriptor();
    return new ConstantDynamic("invoke", type, INVOKE, all);
  }

  private static Handle fixed(String owner, String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, false);
  }

  private static Handle virtual(String owner, String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKEVIRTUAL, owner, name, descriptor, false);
  }
}
