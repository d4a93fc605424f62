// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes hook calls into a class file, using Byte Buddy's advice on the hooked methods. */
public final class Weaver {
  private final HookAdvices advices = new HookAdvices();
  private final DispatchConstant dispatch;

  /** Creates a weaver whose calls go through {@code dispatch}. */
  public Weaver(DispatchConstant dispatch) {
    this.dispatch = dispatch;
  }

  /**
   * Returns the class file with calls of {@code hooks} woven in.
   *
   * @param type the outline of {@code classFile}
   * @param major its class-file version
   * @param types the classes visible to the class
   */
  public byte[] weave(
      ClassOutline type,
      byte[] classFile,
      int major,
      ClassOutlines types,
      List<RegisteredHook> hooks) {
    // Frames in version 50 may be wrong too: for those the JVM falls back to type inference.
    boolean computesFrames = major <= Opcodes.V1_6;
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer =
        computesFrames ? new HierarchyWriter(reader, type, types) : new ClassWriter(reader, 0);
    reader.accept(
        new WovenClass(
            writer, TypeDescriptions.named(type.name()), computesFrames, advices, dispatch, hooks),
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }
}
