// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files that other compilers write but javac does not. */
final class StrangeClassFiles implements Opcodes {
  private static final String NAME = "target/Greeter";

  private StrangeClassFiles() {}

  /**
   * Returns a class whose method leaves extra values on the stack when it returns, as Kotlin's may.
   */
  static Map<String, byte[]> withLeftovers() {
    ClassWriter writer = greeter();
    MethodVisitor method = method(writer, "hello", "(Ljava/lang/String;)J");
    Label otherwise = new Label();
    method.visitLdcInsn("left over");
    method.visitLdcInsn(5L);
    method.visitVarInsn(ALOAD, 0);
    method.visitJumpInsn(IFNULL, otherwise);
    method.visitLdcInsn(1L);
    method.visitInsn(DUP2_X2);
    method.visitInsn(LRETURN);
    method.visitLabel(otherwise);
    method.visitFrame(
        F_NEW,
        1,
        new Object[] {"java/lang/String"},
        2,
        new Object[] {"java/lang/String", Opcodes.LONG});
    method.visitLdcInsn(2L);
    method.visitInsn(LRETURN);
    method.visitMaxs(7, 1);
    method.visitEnd();
    return end(writer);
  }

  /** Returns a class whose method overwrites its argument in a loop. */
  static Map<String, byte[]> withReusedArgument() {
    ClassWriter writer = greeter();
    MethodVisitor method = method(writer, "hello", "(Ljava/lang/String;)I");
    Label loop = new Label();
    method.visitInsn(ICONST_3);
    method.visitVarInsn(ISTORE, 0);
    method.visitLabel(loop);
    method.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
    method.visitIincInsn(0, -1);
    method.visitVarInsn(ILOAD, 0);
    method.visitJumpInsn(IFNE, loop);
    method.visitVarInsn(ILOAD, 0);
    method.visitInsn(IRETURN);
    method.visitMaxs(1, 1);
    method.visitEnd();
    return end(writer);
  }

  /** Returns a class whose constructor omits {@code this} from its stack map. */
  static Map<String, byte[]> withShrunkConstructor() {
    ClassWriter writer = greeter();
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC, "<init>", "(Ljava/lang/String;)V", null, null);
    Label otherwise = new Label();
    method.visitCode();
    method.visitVarInsn(ALOAD, 0);
    method.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    method.visitVarInsn(ALOAD, 1);
    method.visitJumpInsn(IFNULL, otherwise);
    method.visitInsn(RETURN);
    method.visitLabel(otherwise);
    method.visitFrame(F_NEW, 0, new Object[0], 0, new Object[0]);
    method.visitInsn(RETURN);
    method.visitMaxs(1, 2);
    method.visitEnd();
    return end(writer);
  }

  /** Returns a class whose constructor keeps the uninitialized object on the stack only. */
  static Map<String, byte[]> withObjectOnTheStackAlone() {
    ClassWriter writer = greeter();
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC, "<init>", "(Ljava/lang/String;)V", null, null);
    Label otherwise = new Label();
    method.visitCode();
    method.visitVarInsn(ALOAD, 0);
    method.visitVarInsn(ALOAD, 1);
    method.visitInsn(ACONST_NULL);
    method.visitVarInsn(ASTORE, 0);
    method.visitJumpInsn(IFNULL, otherwise);
    method.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    method.visitInsn(RETURN);
    method.visitLabel(otherwise);
    method.visitFrame(F_NEW, 0, new Object[0], 1, new Object[] {UNINITIALIZED_THIS});
    method.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    method.visitInsn(RETURN);
    method.visitMaxs(3, 2);
    method.visitEnd();
    return end(writer);
  }

  private static ClassWriter greeter() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(V17, ACC_PUBLIC | ACC_SUPER, NAME, null, "java/lang/Object", null);
    return writer;
  }

  private static MethodVisitor method(ClassWriter writer, String name, String descriptor) {
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, name, descriptor, null, null);
    method.visitCode();
    return method;
  }

  private static Map<String, byte[]> end(ClassWriter writer) {
    writer.visitEnd();
    return Map.of("target.Greeter", writer.toByteArray());
  }
}
