// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes hook calls into a class file: Byte Buddy's advice on the methods that have hooks. */
public final class Weaver {
  private final HookAdvices advices = new HookAdvices();
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
    // Version 50 need not have right ones either: there the JVM falls back to inferring types.
    boolean computesFrames = major <= Opcodes.V1_6;
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer =
        computesFrames ? new HierarchyWriter(reader, type, types) : new ClassWriter(reader, 0);
    reader.accept(
        new WovenClass(writer, Types.named(type.name()), computesFrames, advices, dispatch, hooks),
        ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }
}
