// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A method that is woven, and where its locals end.
 *
 * @param owner internal name of its class
 * @param locals slots that its own code uses
 */
record MethodShape(String owner, boolean isStatic, String descriptor, int locals) {
  private static final String OBJECT = "java/lang/Object";
  private static final int NO_VALUE = -1;

  Type[] parameters() {
    return Type.getArgumentTypes(descriptor);
  }

  Type result() {
    return Type.getReturnType(descriptor);
  }

  MethodShape with(int moreLocals) {
    return new MethodShape(owner, isStatic, descriptor, locals + moreLocals);
  }

  /** Returns the locals as the method is entered, for a stack map. */
  List<Object> entryLocals() {
    List<Object> types = new ArrayList<>();
    if (!isStatic) {
      types.add(owner);
    }
    for (Type parameter : parameters()) {
      types.add(inStackMap(parameter));
    }
    return types;
  }

  /** Says nothing about the slots between those of {@code types} and the first that is ours. */
  void pad(List<Object> types) {
    int slots = 0;
    for (Object type : types) {
      slots += type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
    for (; slots < locals; slots++) {
      types.add(Opcodes.TOP);
    }
  }

  static Object inStackMap(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }

  void loadSelf(MethodVisitor code) {
    if (isStatic) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }

  int firstParameter() {
    return isStatic ? 0 : 1;
  }

  /** Leaves an array of the values that lie from {@code slot} on, as the parameters do. */
  void loadArguments(MethodVisitor code, int slot) {
    Type[] parameters = parameters();
    number(code, parameters.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    int next = slot;
    for (int i = 0; i < parameters.length; i++) {
      code.visitInsn(Opcodes.DUP);
      number(code, i);
      code.visitVarInsn(parameters[i].getOpcode(Opcodes.ILOAD), next);
      box(code, parameters[i]);
      code.visitInsn(Opcodes.AASTORE);
      next += parameters[i].getSize();
    }
  }

  /** Gives the parameters the values in the array that lies in {@code arraySlot}. */
  void storeArguments(MethodVisitor code, int arraySlot) {
    Type[] parameters = parameters();
    int next = firstParameter();
    for (int i = 0; i < parameters.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, arraySlot);
      number(code, i);
      code.visitInsn(Opcodes.AALOAD);
      unbox(code, parameters[i]);
      code.visitVarInsn(parameters[i].getOpcode(Opcodes.ISTORE), next);
      next += parameters[i].getSize();
    }
  }

  private static void number(MethodVisitor code, int value) {
    if (value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      code.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }
  }

  static void box(MethodVisitor code, Type type) {
    if (isPrimitive(type)) {
      String wrapper = wrapper(type);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          wrapper,
          "valueOf",
          "(" + type.getDescriptor() + ")L" + wrapper + ";",
          false);
    }
  }

  static void unbox(MethodVisitor code, Type type) {
    if (isPrimitive(type)) {
      String wrapper = wrapper(type);
      code.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          wrapper,
          type.getClassName() + "Value",
          "()" + type.getDescriptor(),
          false);
    } else if (!type.getInternalName().equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
    }
  }

  /** Leaves what a variable of {@code type} holds at first. */
  static void zero(MethodVisitor code, Type type) {
    int opcode =
        switch (type.getSort()) {
          case Type.VOID -> NO_VALUE;
          case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.ICONST_0;
          case Type.FLOAT -> Opcodes.FCONST_0;
          case Type.LONG -> Opcodes.LCONST_0;
          case Type.DOUBLE -> Opcodes.DCONST_0;
          default -> Opcodes.ACONST_NULL;
        };
    if (opcode != NO_VALUE) {
      code.visitInsn(opcode);
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() <= Type.DOUBLE;
  }

  private static String wrapper(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.FLOAT -> "java/lang/Float";
      case Type.LONG -> "java/lang/Long";
      default -> "java/lang/Double";
    };
  }
}
