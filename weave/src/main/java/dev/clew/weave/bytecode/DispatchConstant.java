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
 * {@code java.base}: {@code MethodType.fromMethodDescriptorString("()L…Dispatcher;", null)
 * .returnType()}, then {@code publicLookup().findStatic(…, "link", …).invoke(hookId, phase,
 * wovenClass)}.
 *
 * <p>The method type is a way to the system class loader, which null stands for there. {@code
 * ClassLoader.getSystemClassLoader} looks at its caller, and for a handle of such a method the JVM
 * makes a class beside every class that names it, and some thirty more.
 */
public final class DispatchConstant {
  private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
  private static final String METHOD_TYPE = "java/lang/invoke/MethodType";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final Handle INVOKE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          BOOTSTRAPS,
          "invoke",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
              + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
          false);
  private static final Handle NULL =
      fixed(
          BOOTSTRAPS,
          "nullConstant",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
              + "Ljava/lang/Object;");

  /** The same for all hooks. */
  private final ConstantDynamic link;

  /**
   * Makes constants that lead to one dispatcher.
   *
   * @param dispatcherClass binary name of the dispatcher, which the system class loader has
   */
  public DispatchConstant(String dispatcherClass) {
    ConstantDynamic systemLoader = new ConstantDynamic("none", "Ljava/lang/ClassLoader;", NULL);
    ConstantDynamic returning =
        result(
            fixed(
                METHOD_TYPE,
                "fromMethodDescriptorString",
                "(Ljava/lang/String;Ljava/lang/ClassLoader;)Ljava/lang/invoke/MethodType;"),
            "()L" + dispatcherClass.replace('.', '/') + ";",
            systemLoader);
    ConstantDynamic dispatcher =
        result(virtual(METHOD_TYPE, "returnType", "()Ljava/lang/Class;"), returning);
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

  /** Returns the constant that is the handle of one phase of a hook. */
  ConstantDynamic handle(String hookId, String phase, String wovenInternalName) {
    return new ConstantDynamic(
        "invoke",
        "Ljava/lang/invoke/MethodHandle;",
        INVOKE,
        link,
        hookId,
        phase,
        Type.getObjectType(wovenInternalName));
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
