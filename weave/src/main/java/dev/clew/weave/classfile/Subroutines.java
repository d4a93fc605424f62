// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.classfile;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Detects the instruction {@code jsr}, which compilers before Java 6 used for {@code finally} and
 * which is not allowed in the class-file version of woven classes.
 */
public final class Subroutines extends ClassVisitor {
  private boolean found;

  private Subroutines() {
    super(Opcodes.ASM9);
  }

  /** Returns whether the class file contains one. */
  public static boolean in(byte[] classFile) {
    Subroutines search = new Subroutines();
    new ClassReader(classFile).accept(search, ClassReader.SKIP_DEBUG);
    return search.found;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitJumpInsn(int opcode, Label label) {
        found |= opcode == Opcodes.JSR;
      }
    };
  }
}
