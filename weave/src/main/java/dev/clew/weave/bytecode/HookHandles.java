// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The two handles of a hook in a woven class.
 *
 * @param enter {@code (Object self, Object[] arguments) -> Object state}
 * @param exit {@code (Object state, Object result, Throwable thrown) -> Object}
 */
record HookHandles(ConstantDynamic enter, ConstantDynamic exit) {
  private static final String HANDLE = "java/lang/invoke/MethodHandle";

  /** Slots that it takes to call one, with an array of arguments in the making. */
  static final int STACK = 8;

  static void callEnter(MethodVisitor code) {
    call(code, "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;");
  }

  static void callExit(MethodVisitor code) {
    call(code, "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;");
  }

  private static void call(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
  }
}
