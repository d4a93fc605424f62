// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.classfile;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The declarations in a class file, without code.
 *
 * @param name binary name
 * @param superName binary name of the superclass, null for {@code Object}
 * @param interfaces binary names of the direct superinterfaces
 */
public record ClassOutline(
    String name,
    boolean isInterface,
    @Nullable String superName,
    List<String> interfaces,
    List<Member> methods,
    List<Member> fields) {

  /** Reads the outline from {@code classFile}. */
  public static ClassOutline of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Collector members = new Collector();
    reader.accept(
        members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    List<String> interfaces = new ArrayList<>();
    for (String inherited : reader.getInterfaces()) {
      interfaces.add(binary(inherited));
    }
    String above = reader.getSuperName();
    return new ClassOutline(
        binary(reader.getClassName()),
        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
        above == null ? null : binary(above),
        interfaces,
        members.methods,
        members.fields);
  }

  private static String binary(String internalName) {
    return internalName.replace('/', '.');
  }

  private static final class Collector extends ClassVisitor {
    private final List<Member> methods = new ArrayList<>();
    private final List<Member> fields = new ArrayList<>();

    Collector() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(new Member(access, name, descriptor));
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(new Member(access, name, descriptor));
      return null;
    }
  }
}
