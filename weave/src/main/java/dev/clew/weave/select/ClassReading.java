// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What selections need of a class file: annotations, methods and the names of parameters. */
final class ClassReading extends ClassVisitor {
  private boolean isInterface;
  private @Nullable String superName;
  private final List<String> annotations = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();

  private ClassReading() {
    super(Opcodes.ASM9);
  }

  static ClassReading of(byte[] classFile) {
    ClassReading reading = new ClassReading();
    new ClassReader(classFile).accept(reading, ClassReader.SKIP_FRAMES);
    return reading;
  }

  boolean isInterface() {
    return isInterface;
  }

  /** Returns the binary name of the superclass. */
  String superName() {
    return superName == null ? "" : superName.replace('/', '.');
  }

  List<String> annotations() {
    return annotations;
  }

  List<Method> methods() {
    return methods;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    this.superName = superName;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    annotations.add(Type.getType(descriptor).getClassName());
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    Method method = new Method(access, name, descriptor);
    methods.add(method);
    return method;
  }

  /** A method as its class file declares it. */
  static final class Method extends MethodVisitor {
    private final int access;
    private final String name;
    private final String descriptor;
    private final Map<String, Map<String, String>> annotations = new LinkedHashMap<>();
    private final List<String> named = new ArrayList<>();
    private final Map<Integer, String> locals = new LinkedHashMap<>();

    Method(int access, String name, String descriptor) {
      super(Opcodes.ASM9);
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }

    String name() {
      return name;
    }

    String descriptor() {
      return descriptor;
    }

    boolean is(int flag) {
      return (access & flag) != 0;
    }

    /** Returns whether an application wrote the method, with code. */
    boolean isWritten() {
      return !name.startsWith("<")
          && !is(
              Opcodes.ACC_ABSTRACT
                  | Opcodes.ACC_NATIVE
                  | Opcodes.ACC_BRIDGE
                  | Opcodes.ACC_SYNTHETIC);
    }

    List<String> annotations() {
      return List.copyOf(annotations.keySet());
    }

    /** Returns what an annotation of the method says, as text. */
    Map<String, String> values(@Nullable String annotation) {
      return annotation == null ? Map.of() : annotations.getOrDefault(annotation, Map.of());
    }

    List<String> parameterTypes() {
      List<String> types = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(descriptor)) {
        types.add(type.getClassName());
      }
      return types;
    }

    String returnType() {
      return Type.getReturnType(descriptor).getClassName();
    }

    List<String> parameterNames() {
      Type[] types = Type.getArgumentTypes(descriptor);
      List<String> names = new ArrayList<>();
      int local = is(Opcodes.ACC_STATIC) ? 0 : 1;
      for (int i = 0; i < types.length; i++) {
        String unknown = "arg" + (i + 1);
        names.add(
            named.size() == types.length ? named.get(i) : locals.getOrDefault(local, unknown));
        local += types[i].getSize();
      }
      return names;
    }

    @Override
    public void visitParameter(@Nullable String parameter, int flags) {
      if (parameter != null) {
        named.add(parameter);
      }
    }

    @Override
    public void visitLocalVariable(
        String variable,
        String type,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      locals.putIfAbsent(index, variable); // of several in one place, the parameter comes first
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      Map<String, String> values = new LinkedHashMap<>();
      annotations.put(Type.getType(type).getClassName(), values);
      return new Values(values);
    }
  }

  /** Reads the values of an annotation; of an array, one per line. */
  private static final class Values extends AnnotationVisitor {
    private final Map<String, String> values;
    private final @Nullable String array;

    Values(Map<String, String> values) {
      this(values, null);
    }

    private Values(Map<String, String> values, @Nullable String array) {
      super(Opcodes.ASM9);
      this.values = values;
      this.array = array;
    }

    @Override
    public void visit(@Nullable String key, Object value) {
      put(key, String.valueOf(value));
    }

    @Override
    public void visitEnum(@Nullable String key, String type, String value) {
      put(key, value);
    }

    @Override
    public AnnotationVisitor visitArray(String key) {
      return new Values(values, key);
    }

    private void put(@Nullable String key, String value) {
      if (array != null) {
        values.merge(array, value, (before, more) -> before + "\n" + more);
      } else if (key != null) {
        values.put(key, value);
      }
    }
  }
}
