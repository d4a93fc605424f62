// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files as compilers for Java 5 wrote them, which today's compilers cannot. */
final class OldClassFiles implements Opcodes {
  private OldClassFiles() {}

  /** Returns a class whose methods contain a branch without a stack map. */
  static Map<String, byte[]> withBranches(int version) {
    ClassWriter writer = greeter(version);
    choose(method(writer, "other"));
    choose(method(writer, "choose"));
    return end(writer);
  }

  private static void choose(MethodVisitor method) {
    Label otherwise = new Label();
    method.visitVarInsn(ALOAD, 0);
    method.visitJumpInsn(IFNULL, otherwise);
    method.visitVarInsn(ALOAD, 0);
    method.visitInsn(ARETURN);
    method.visitLabel(otherwise);
    method.visitLdcInsn("nobody");
    method.visitInsn(ARETURN);
    end(method);
  }

  /** Returns a class whose method jumps to a subroutine. */
  static Map<String, byte[]> withSubroutine(int version) {
    ClassWriter writer = greeter(version);
    MethodVisitor method = method(writer, "loud");
    Label subroutine = new Label();
    method.visitJumpInsn(JSR, subroutine);
    method.visitVarInsn(ALOAD, 0);
    method.visitInsn(ARETURN);
    method.visitLabel(subroutine);
    method.visitVarInsn(ASTORE, 1);
    method.visitVarInsn(RET, 1);
    end(method);
    return end(writer);
  }

  private static ClassWriter greeter(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, ACC_PUBLIC | ACC_SUPER, "target/Greeter", null, "java/lang/Object", null);
    return writer;
  }

  private static MethodVisitor method(ClassWriter writer, String name) {
    MethodVisitor method =
        writer.visitMethod(
            ACC_PUBLIC | ACC_STATIC, name, "(Ljava/lang/String;)Ljava/lang/String;", null, null);
    method.visitCode();
    return method;
  }

  private static void end(MethodVisitor method) {
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static Map<String, byte[]> end(ClassWriter writer) {
    writer.visitEnd();
    return Map.of("target.Greeter", writer.toByteArray());
  }
}
