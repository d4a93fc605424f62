// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.ModuleCode;
import dev.clew.weave.check.References.LibrarySubtype;
import dev.clew.weave.check.References.Reference;
import dev.clew.weave.link.HookClassLoader;
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

/** What one class file of a module refers to. */
final class ClassDependencies {
  private final ModuleCode code;
  private final Set<Reference> references = new LinkedHashSet<>();
  private final Set<String> moduleClasses = new LinkedHashSet<>();
  private @Nullable LibrarySubtype subtype;

  private ClassDependencies(ModuleCode code) {
    this.code = code;
  }

  /** Reads the class; a class that is missing from the module depends on itself. */
  static ClassDependencies of(ModuleCode code, String className) {
    ClassDependencies dependencies = new ClassDependencies(code);
    byte[] classFile = code.classFile(className);
    if (classFile == null) {
      dependencies.references.add(new Reference(className, null, null));
    } else {
      new ClassReader(classFile).accept(dependencies.new Collector(), ClassReader.SKIP_FRAMES);
    }
    return dependencies;
  }

  /** Returns the references to classes outside the module. */
  Set<Reference> references() {
    return references;
  }

  /** Returns the classes of the module that it refers to. */
  Set<String> moduleClasses() {
    return moduleClasses;
  }

  /** Returns the class itself if it has supertypes outside the module. */
  @Nullable LibrarySubtype subtype() {
    return subtype;
  }

  private void note(String owner, @Nullable String name, @Nullable String descriptor) {
    if (code.owns(owner)) {
      moduleClasses.add(owner);
    } else if (!owner.startsWith("java.") && !HookClassLoader.isShared(owner)) {
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
    private final Set<String> libraryTypes = new LinkedHashSet<>();
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
      if (!code.owns(inherited)
          && !inherited.startsWith("java.")
          && !HookClassLoader.isShared(inherited)) {
        libraryTypes.add(inherited);
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
      if (name.equals("<init>")) {
        noteInjected(descriptor);
      }
      return new BodyCollector();
    }

    /** Notes what a hook is given, even if only its superclass uses it. */
    private void noteInjected(String constructor) {
      for (Type parameter : Type.getArgumentTypes(constructor)) {
        if (parameter.getSort() == Type.OBJECT && code.owns(parameter.getClassName())) {
          moduleClasses.add(parameter.getClassName());
        }
      }
    }

    @Override
    public void visitEnd() {
      if (concrete && !libraryTypes.isEmpty()) {
        subtype = new LibrarySubtype(className, libraryTypes, methods);
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
