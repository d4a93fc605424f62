// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * An advice class as described by its class file. Byte Buddy would either use reflection, for which
 * the JVM creates a proxy class per annotation, or a type pool, which loads many classes.
 */
final class AdviceClass extends TypeDescription.Latent {
  private final List<MethodDescription.InDefinedShape> methods = new ArrayList<>();

  private AdviceClass(String className) {
    super(className, Opcodes.ACC_FINAL, TypeDescription.Generic.UNDEFINED);
  }

  static AdviceClass of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    AdviceClass advice = new AdviceClass(reader.getClassName().replace('/', '.'));
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return advice.new Method(access, name, descriptor);
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return advice;
  }

  @Override
  public MethodList<MethodDescription.InDefinedShape> getDeclaredMethods() {
    return new MethodList.Explicit<>(methods);
  }

  private final class Method extends MethodVisitor {
    private final int access;
    private final String name;
    private final String descriptor;
    private final List<AnnotationDescription> annotations = new ArrayList<>();
    private final Map<Integer, List<AnnotationDescription>> onParameters = new HashMap<>();

    Method(int access, String name, String descriptor) {
      super(Opcodes.ASM9);
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return new Values(type, annotations);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int index, String type, boolean visible) {
      return new Values(type, onParameters.computeIfAbsent(index, any -> new ArrayList<>()));
    }

    @Override
    public void visitEnd() {
      List<ParameterDescription.Token> parameters = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(descriptor)) {
        parameters.add(
            new ParameterDescription.Token(
                TypeDescriptions.describe(type).asGenericType(),
                onParameters.getOrDefault(parameters.size(), List.of())));
      }
      methods.add(
          new MethodDescription.Latent(
              AdviceClass.this,
              name,
              access,
              List.of(),
              TypeDescriptions.describe(Type.getReturnType(descriptor)).asGenericType(),
              parameters,
              List.of(),
              annotations,
              AnnotationValue.UNDEFINED,
              TypeDescription.Generic.UNDEFINED));
    }
  }

  /** Collects the values of one annotation. */
  private static final class Values extends AnnotationVisitor {
    private final String type;
    private final List<AnnotationDescription> target;
    private final Map<String, AnnotationValue<?, ?>> values = new HashMap<>();

    Values(String type, List<AnnotationDescription> target) {
      super(Opcodes.ASM9);
      this.type = type;
      this.target = target;
    }

    @Override
    public void visit(String name, Object value) {
      values.put(
          name,
          value instanceof Type named
              ? new AnnotationValue.ForTypeDescription<>(TypeDescriptions.describe(named))
              : AnnotationValue.ForConstant.of(value));
    }

    @Override
    public void visitEnum(String name, String enumType, String value) {
      TypeDescription described = TypeDescriptions.describe(Type.getType(enumType));
      values.put(
          name,
          new AnnotationValue.ForEnumerationDescription<>(
              new EnumerationDescription.Latent(described, value)));
    }

    @Override
    public void visitEnd() {
      target.add(new Annotation(TypeDescriptions.describe(Type.getType(type)), values));
    }
  }

  /** Makes the superclass constructor accessible. */
  private static final class Annotation extends AnnotationDescription.Latent {
    Annotation(TypeDescription type, Map<String, AnnotationValue<?, ?>> values) {
      super(type, values);
    }
  }
}
