// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import dev.clew.weave.classfile.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Writes hook calls into a class file. */
public final class Weaver {
  private final DispatchConstant dispatch;

  /** Makes a weaver of calls that go through {@code dispatch}. */
  public Weaver(DispatchConstant dispatch) {
    this.dispatch = dispatch;
  }

  /**
   * Returns the class file with {@code hooks} called.
   *
   * @param type the outline of {@code classFile}
   * @param major its version
   * @param types what the class sees
   */
  public byte[] weave(
      ClassOutline type,
      byte[] classFile,
      int major,
      ClassOutlines types,
      List<RegisteredHook> hooks) {
    boolean lacksStackMaps = major < Opcodes.V1_6;
    ClassReader reader = new ClassReader(classFile);
    Map<String, Integer> locals = localsOfHooked(reader, hooks);
    ClassWriter writer =
        lacksStackMaps ? new HierarchyWriter(reader, type, types) : new ClassWriter(reader, 0);
    reader.accept(
        new WovenClass(writer, dispatch, hooks, locals, lacksStackMaps), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Looks ahead: the number comes after the code in which it is needed. */
  private static Map<String, Integer> localsOfHooked(
      ClassReader reader, List<RegisteredHook> hooks) {
    Map<String, Integer> locals = new HashMap<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            Member method = new Member(access, name, descriptor);
            if (hooks.stream().noneMatch(hook -> hook.matches(method))) {
              return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                locals.put(name + descriptor, maxLocals);
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return locals;
  }
}
