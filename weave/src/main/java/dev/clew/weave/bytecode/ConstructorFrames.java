// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.Arrays;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the stack maps of constructors for Byte Buddy and repairs the result, because shrinkers
 * omit locals that are not read again.
 *
 * <p>As long as {@code this} is uninitialized, Byte Buddy expects it and every parameter in each
 * stack map. It also keeps a copy of {@code this} in the first local, and assumes that the copy is
 * initialized unless another local holds an uninitialized one. The original may be on the operand
 * stack only, however.
 */
final class ConstructorFrames {
  private ConstructorFrames() {}

  /** Returns a visitor that pads frames to the constructor's number of locals on entry. */
  static MethodVisitor padded(MethodVisitor advice, int locals) {
    return new MethodVisitor(Opcodes.ASM9, advice) {
      @Override
      public void visitFrame(
          int type,
          int localCount,
          @Nullable Object @Nullable [] local,
          int stackCount,
          @Nullable Object @Nullable [] stack) {
        Object[] all = new Object[Math.max(locals, localCount)];
        Arrays.fill(all, Opcodes.TOP);
        if (local != null) {
          System.arraycopy(local, 0, all, 0, localCount);
        }
        super.visitFrame(type, all.length, all, stackCount, stack);
      }
    };
  }

  /** Returns a visitor that corrects the type of the first local. */
  static MethodVisitor corrected(MethodVisitor target) {
    return new MethodVisitor(Opcodes.ASM9, target) {
      @Override
      public void visitFrame(
          int type,
          int localCount,
          @Nullable Object @Nullable [] local,
          int stackCount,
          @Nullable Object @Nullable [] stack) {
        if (local != null && stack != null) {
          for (int i = 0; i < stackCount; i++) {
            if (Opcodes.UNINITIALIZED_THIS.equals(stack[i])) {
              local[0] = Opcodes.UNINITIALIZED_THIS;
            }
          }
        }
        super.visitFrame(type, localCount, local, stackCount, stack);
      }
    };
  }
}
