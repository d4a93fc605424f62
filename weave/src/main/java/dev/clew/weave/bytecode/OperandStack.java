// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of the values on the operand stack, slot by slot. A {@code return} may leave values
 * behind, which Kotlin's and other compilers make use of; a jump in its place must not.
 */
final class OperandStack {
  private static final char SINGLE = '1';
  private static final String DOUBLE = "<>";

  private final StringBuilder slots = new StringBuilder();

  /** Returns the present state, for {@link #restore}. */
  String state() {
    return slots.toString();
  }

  void restore(String state) {
    slots.setLength(0);
    slots.append(state);
  }

  /** Takes over what a stack map says. */
  void restore(int count, @Nullable Object[] types) {
    slots.setLength(0);
    for (int i = 0; i < count; i++) {
      push(Opcodes.LONG.equals(types[i]) || Opcodes.DOUBLE.equals(types[i]) ? 2 : 1);
    }
  }

  void push(int size) {
    if (size == 1) {
      slots.append(SINGLE);
    } else if (size == 2) {
      slots.append(DOUBLE);
    }
  }

  void pop(int size) {
    slots.setLength(slots.length() - size);
  }

  /** Takes the arguments of {@code methodDescriptor} and leaves its result. */
  void call(String methodDescriptor, boolean onObject) {
    int sizes = Type.getArgumentsAndReturnSizes(methodDescriptor);
    pop((sizes >> 2) - (onObject ? 0 : 1));
    push(sizes & 3);
  }

  /** Does what an instruction without operands does. */
  void apply(int opcode) {
    int top = slots.length();
    switch (opcode) {
      case Opcodes.DUP -> slots.append(slots.charAt(top - 1));
      case Opcodes.DUP_X1 -> slots.insert(top - 2, slots.charAt(top - 1));
      case Opcodes.DUP_X2 -> slots.insert(top - 3, slots.charAt(top - 1));
      case Opcodes.DUP2 -> slots.append(slots.substring(top - 2));
      case Opcodes.DUP2_X1 -> slots.insert(top - 3, slots.substring(top - 2));
      case Opcodes.DUP2_X2 -> slots.insert(top - 4, slots.substring(top - 2));
      default -> {
        pop(StackSizes.popped(opcode));
        push(StackSizes.pushed(opcode));
      }
    }
  }

  /** Writes what empties the stack. */
  void drop(MethodVisitor code) {
    while (slots.length() > 0) {
      boolean single = slots.charAt(slots.length() - 1) == SINGLE;
      code.visitInsn(single ? Opcodes.POP : Opcodes.POP2);
      pop(single ? 1 : 2);
    }
  }
}
