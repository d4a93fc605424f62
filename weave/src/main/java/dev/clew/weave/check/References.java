// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.ModuleCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a hook's class files, and those of its module that they lead to, need of other
 * people's classes.
 */
final class References {
  /** Something a class file names: a type, or a field or method of one. */
  record Reference(String owner, @Nullable String name, @Nullable String descriptor) {
    boolean isMethod() {
      return descriptor != null && descriptor.startsWith("(");
    }

    @Override
    public String toString() {
      if (name == null) {
        return "class " + owner;
      }
      return isMethod()
          ? "method " + owner + "." + name + descriptor
          : "field " + owner + "." + name;
    }
  }

  /** A class of the module that inherits from other people's classes. */
  record Heir(String className, Set<String> bequeathers, Set<String> methods) {}

  private final ModuleCode code;
  private final Set<Reference> references = new LinkedHashSet<>();
  private final Set<Heir> heirs = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  private References(ModuleCode code) {
    this.code = code;
  }

  static References of(ModuleCode code, String hookClass) {
    References references = new References(code);
    references.note(hookClass, null, null);
    while (!references.open.isEmpty()) {
      references.read(references.open.remove());
    }
    return references;
  }

  Set<Reference> all() {
    return references;
  }

  Set<Heir> heirs() {
    return heirs;
  }

  private void read(String className) {
    byte[] classFile = code.classFile(className);
    if (classFile == null) {
      references.add(new Reference(className, null, null));
      return;
    }
    new ClassReader(classFile).accept(new Collector(), ClassReader.SKIP_FRAMES);
  }

  private void note(String owner, @Nullable String name, @Nullable String descriptor) {
    if (code.owns(owner)) {
      if (seen.add(owner)) {
        open.add(owner);
      }
    } else if (!owner.startsWith("java.") && !owner.startsWith("dev.clew.api.")) {
      references.add(new Reference(owner, name, descriptor));
    }
  }

  private void noteType(Type type) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT) {
      note(element.getClassName(), null, null);
    }
  }

  private void noteMember(String internalOwner, String name, String descriptor) {
    Type owner = Type.getObjectType(internalOwner);
    if (owner.getSort() == Type.ARRAY) {
      noteType(owner);
    } else {
      note(owner.getClassName(), name, descriptor);
    }
  }

  private final class Collector extends ClassVisitor {
    private String className = "";
    private boolean concrete;
    private final Set<String> bequeathers = new LinkedHashSet<>();
    private final Set<String> methods = new HashSet<>();

    Collector() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = Type.getObjectType(name).getClassName();
      concrete = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
      if (superName != null) {
        inherit(superName);
      }
      if (interfaces != null) {
        for (String inherited : interfaces) {
          inherit(inherited);
        }
      }
    }

    private void inherit(String internalName) {
      String inherited = Type.getObjectType(internalName).getClassName();
      note(inherited, null, null);
      if (!code.owns(inherited) && !inherited.startsWith("java.")) {
        bequeathers.add(inherited);
      }
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      noteType(Type.getType(descriptor));
      return new FieldVisitor(Opcodes.ASM9) {};
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(name + descriptor);
      return new BodyCollector();
    }

    @Override
    public void visitEnd() {
      if (concrete && !bequeathers.isEmpty()) {
        heirs.add(new Heir(className, bequeathers, methods));
      }
    }
  }

  private final class BodyCollector extends MethodVisitor {
    BodyCollector() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      noteType(Type.getObjectType(type));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      noteMember(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      noteMember(owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        visitConstant(argument);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      visitConstant(value);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      if (type != null) {
        noteType(Type.getObjectType(type));
      }
    }

    private void visitConstant(Object constant) {
      if (constant instanceof Handle handle) {
        noteMember(handle.getOwner(), handle.getName(), handle.getDesc());
      } else if (constant instanceof Type type && type.getSort() != Type.METHOD) {
        noteType(type);
      }
    }
  }
}
