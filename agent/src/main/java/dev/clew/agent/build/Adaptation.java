// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The argument conversions between an interface method and a lambda's implementation, as documented
 * by {@code java.lang.invoke.LambdaMetafactory}.
 */
final class Adaptation {
  private static final Map<Type, String> WRAPPERS =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.BYTE_TYPE, "java/lang/Byte",
          Type.CHAR_TYPE, "java/lang/Character",
          Type.SHORT_TYPE, "java/lang/Short",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long",
          Type.FLOAT_TYPE, "java/lang/Float",
          Type.DOUBLE_TYPE, "java/lang/Double");

  private Adaptation() {}

  /** Casts a reference where {@code to} is more specific than {@code from}. */
  static void cast(MethodVisitor code, Type from, Type to) {
    boolean narrows = !to.equals(from) && !to.getInternalName().equals("java/lang/Object");
    if (!isPrimitive(to) && narrows) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  /** Boxes, unboxes, widens or casts. */
  static void convert(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (isPrimitive(from) && isPrimitive(to)) {
      widen(code, from, to);
    } else if (isPrimitive(from)) {
      String wrapper = wrapper(from);
      String descriptor = Type.getMethodDescriptor(Type.getObjectType(wrapper), from);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    } else {
      cast(code, from, to);
    }
  }

  static void pop(MethodVisitor code, Type type) {
    if (type.getSize() == 1) {
      code.visitInsn(Opcodes.POP);
    } else if (type.getSize() == 2) {
      code.visitInsn(Opcodes.POP2);
    }
  }

  private static void unbox(MethodVisitor code, Type from, Type to) {
    Type boxed =
        WRAPPERS.keySet().stream()
            .filter(primitive -> wrapper(primitive).equals(from.getInternalName()))
            .findFirst()
            .orElse(to);
    boolean unknown = boxed.equals(to) && !wrapper(to).equals(from.getInternalName());
    // Only the result of a method is unboxed from Object, and it may be of any numeric type.
    boolean number = unknown && to.getSort() > Type.CHAR;
    String wrapper = number ? "java/lang/Number" : wrapper(boxed);
    cast(code, from, Type.getObjectType(wrapper));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        wrapper,
        boxed.getClassName() + "Value",
        Type.getMethodDescriptor(boxed),
        false);
    widen(code, boxed, to);
  }

  private static void widen(MethodVisitor code, Type from, Type to) {
    if (from.equals(to) || to.equals(Type.INT_TYPE)) {
      return; // on the stack, smaller types are ints
    }
    int opcode =
        switch (from.getSort() * 16 + to.getSort()) {
          case Type.LONG * 16 + Type.FLOAT -> Opcodes.L2F;
          case Type.LONG * 16 + Type.DOUBLE -> Opcodes.L2D;
          case Type.FLOAT * 16 + Type.DOUBLE -> Opcodes.F2D;
          default ->
              switch (to.getSort()) {
                case Type.LONG -> Opcodes.I2L;
                case Type.FLOAT -> Opcodes.I2F;
                case Type.DOUBLE -> Opcodes.I2D;
                default -> Opcodes.NOP;
              };
        };
    code.visitInsn(opcode);
  }

  private static boolean isPrimitive(Type type) {
    return WRAPPERS.containsKey(type);
  }

  private static String wrapper(Type primitive) {
    String wrapper = WRAPPERS.get(primitive);
    if (wrapper == null) {
      throw new IllegalArgumentException("not primitive: " + primitive);
    }
    return wrapper;
  }
}
