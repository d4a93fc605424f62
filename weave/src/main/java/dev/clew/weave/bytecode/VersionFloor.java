// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Raises the class-file version to 55 (Java 11), the first that has dynamic constants. With it come
 * stack maps, which class files before Java 6 lack.
 */
final class VersionFloor extends AsmVisitorWrapper.AbstractBase {
  private static final int MAJOR_MASK = 0xFFFF;

  private final boolean lacksStackMaps;

  VersionFloor(boolean lacksStackMaps) {
    this.lacksStackMaps = lacksStackMaps;
  }

  @Override
  public int mergeWriter(int flags) {
    return lacksStackMaps ? flags | ClassWriter.COMPUTE_FRAMES : flags;
  }

  @Override
  public ClassVisitor wrap(
      TypeDescription type,
      ClassVisitor visitor,
      Implementation.Context context,
      TypePool pool,
      FieldList<FieldDescription.InDefinedShape> fields,
      MethodList<?> methods,
      int writerFlags,
      int readerFlags) {
    return new ClassVisitor(Opcodes.ASM9, visitor) {
      @Override
      public void visit(
          int version,
          int access,
          String name,
          @Nullable String signature,
          @Nullable String superName,
          String @Nullable [] interfaces) {
        // A plain max would be fooled by the preview flag in the upper half.
        int floored = (version & MAJOR_MASK) < Opcodes.V11 ? Opcodes.V11 : version;
        super.visit(floored, access, name, signature, superName, interfaces);
      }

      @Override
      public @Nullable MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        // A method that nobody stands before is copied as it is, without stack maps.
        return lacksStackMaps && method != null
            ? new MethodVisitor(Opcodes.ASM9, method) {}
            : method;
      }
    };
  }
}
