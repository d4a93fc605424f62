// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.Arrays;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the stack maps of constructors, from which shrinkers leave out what is not read again,
 * for Byte Buddy, and repairs what it makes of them.
 *
 * <p>It expects the object and every parameter in each of them as long as the object does not exist
 * yet; and it keeps a copy of the object in the first local, which it takes for one that exists if
 * no other local holds one that does not. The original may lie on the operand stack alone, though.
 */
final class ConstructorFrames {
  private ConstructorFrames() {}

  /** Returns a visitor that names as many locals as the constructor has on entry. */
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

  /** Returns a visitor that corrects the first local. */
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
