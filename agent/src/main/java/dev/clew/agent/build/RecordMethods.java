// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Generates {@code equals} and {@code hashCode} of a record as plain code that behaves like the
 * methods of {@code java.lang.runtime.ObjectMethods}.
 *
 * @param record the record's internal name
 * @param components field getters of its components
 */
record RecordMethods(String record, List<Handle> components) {
  static final String EQUALS = "equals";
  static final String HASH_CODE = "hashCode";

  private static final Type OBJECT = Type.getObjectType("java/lang/Object");
  private static final String OBJECTS = "java/util/Objects";

  /** Returns the name of the plain method that implements {@code method}. */
  static String plainName(String method) {
    return method + "$plain";
  }

  void equalsMethod(ClassVisitor out, String descriptor) {
    MethodVisitor code = begin(out, EQUALS, descriptor);
    Label same = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, record);
    code.visitJumpInsn(Opcodes.IFNE, same);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(same);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_1);
    for (Handle component : components) {
      boxed(code, component, 0);
      boxed(code, component, 1);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          OBJECTS,
          EQUALS,
          Type.getMethodDescriptor(Type.BOOLEAN_TYPE, OBJECT, OBJECT),
          false);
      code.visitInsn(Opcodes.IAND);
    }
    end(code, 4);
  }

  void hashCodeMethod(ClassVisitor out, String descriptor) {
    MethodVisitor code = begin(out, HASH_CODE, descriptor);
    code.visitInsn(Opcodes.ICONST_0);
    for (Handle component : components) {
      code.visitIntInsn(Opcodes.BIPUSH, 31);
      code.visitInsn(Opcodes.IMUL);
      boxed(code, component, 0);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          OBJECTS,
          HASH_CODE,
          Type.getMethodDescriptor(Type.INT_TYPE, OBJECT),
          false);
      code.visitInsn(Opcodes.IADD);
    }
    end(code, 4);
  }

  private static MethodVisitor begin(ClassVisitor out, String name, String descriptor) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = out.visitMethod(access, plainName(name), descriptor, null, null);
    code.visitCode();
    return code;
  }

  private void boxed(MethodVisitor code, Handle component, int variable) {
    code.visitVarInsn(Opcodes.ALOAD, variable);
    if (variable == 1) {
      code.visitTypeInsn(Opcodes.CHECKCAST, record);
    }
    code.visitFieldInsn(Opcodes.GETFIELD, record, component.getName(), component.getDesc());
    Type type = Type.getType(component.getDesc());
    Adaptation.convert(code, type, type.getSort() < Type.ARRAY ? OBJECT : type);
  }

  /** Ends the method with stack space for {@code values} values, each of which may be a long. */
  private static void end(MethodVisitor code, int values) {
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(2 * values, 2);
    code.visitEnd();
  }
}
