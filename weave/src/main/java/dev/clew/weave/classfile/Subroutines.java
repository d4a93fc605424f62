// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.classfile;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Looks for {@code jsr}, with which compilers before Java 6 made {@code finally}, and which class
 * files may not have at the version that woven ones get.
 */
public final class Subroutines extends ClassVisitor {
  private boolean found;

  private Subroutines() {
    super(Opcodes.ASM9);
  }

  /** Tells whether there is one. */
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
