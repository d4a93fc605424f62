// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.jspecify.annotations.Nullable;

/** Computes stack maps without loading the classes they refer to. */
final class HierarchyWriter extends ClassWriter {
  private static final String OBJECT = "java.lang.Object";

  private final ClassOutline woven;
  private final ClassOutlines types;

  HierarchyWriter(ClassReader reader, ClassOutline woven, ClassOutlines types) {
    super(reader, COMPUTE_FRAMES);
    this.woven = woven;
    this.types = types;
  }

  @Override
  protected String getCommonSuperClass(String one, String other) {
    Set<String> above = new HashSet<>();
    for (String name = one.replace('/', '.'); name != null; name = superClass(name)) {
      above.add(name);
    }
    String name = other.replace('/', '.');
    while (name != null && !above.contains(name)) {
      name = superClass(name);
    }
    return (name == null ? OBJECT : name).replace('.', '/');
  }

  /** Interfaces count as {@code Object}, as in the verifier. */
  private @Nullable String superClass(String name) {
    ClassOutline outline = name.equals(woven.name()) ? woven : types.find(name);
    return outline == null ? null : outline.superName();
  }
}
