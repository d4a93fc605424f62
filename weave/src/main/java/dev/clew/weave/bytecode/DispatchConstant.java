// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Composes the dynamic constant through which a woven class reaches its hook.
 *
 * <p>The constant consists of JDK handles only, so that the woven class needs access to nothing but
 * {@code java.base}: {@code MethodType.fromMethodDescriptorString("()L…Dispatcher;", null)
 * .returnType()}, then {@code publicLookup().findStatic(…, "link", …).invoke(hookId, phase,
 * wovenClass)}.
 *
 * <p>The method type serves to reach the system class loader, which null stands for in that method.
 * {@code ClassLoader.getSystemClassLoader} is caller-sensitive, and for a handle of such a method
 * the JVM generates a class for every class that uses it, and some thirty more.
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
      staticMethod(
          BOOTSTRAPS,
          "nullConstant",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
              + "Ljava/lang/Object;");

  /** Shared by all hooks. */
  private final ConstantDynamic link;

  /**
   * Creates constants for one dispatcher.
   *
   * @param dispatcherClass binary name of the dispatcher, which must be visible to the system class
   *     loader
   */
  public DispatchConstant(String dispatcherClass) {
    ConstantDynamic systemLoader = new ConstantDynamic("none", "Ljava/lang/ClassLoader;", NULL);
    ConstantDynamic returning =
        result(
            staticMethod(
                METHOD_TYPE,
                "fromMethodDescriptorString",
                "(Ljava/lang/String;Ljava/lang/ClassLoader;)Ljava/lang/invoke/MethodType;"),
            "()L" + dispatcherClass.replace('.', '/') + ";",
            systemLoader);
    ConstantDynamic dispatcher =
        result(virtualMethod(METHOD_TYPE, "returnType", "()Ljava/lang/Class;"), returning);
    ConstantDynamic lookup =
        result(
            staticMethod(
                "java/lang/invoke/MethodHandles",
                "publicLookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;"));
    this.link =
        result(
            virtualMethod(
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

  /** Returns the constant for the handle of one phase of a hook. */
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

  /** Returns a constant whose value is the result of calling {@code called}. */
  private static ConstantDynamic result(Handle called, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = called;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    String type = Type.getReturnType(called.getDesc()).getDescriptor();
    return new ConstantDynamic("invoke", type, INVOKE, all);
  }

  private static Handle staticMethod(String owner, String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, false);
  }

  private static Handle virtualMethod(String owner, String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKEVIRTUAL, owner, name, descriptor, false);
  }
}
