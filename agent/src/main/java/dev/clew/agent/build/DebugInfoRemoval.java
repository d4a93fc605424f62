// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.RecordComponentVisitor;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a folder of classes what makes the agent's jar larger and nobody reads at run time:
 * the names of variables and parameters, annotations for static analysis, and from the relocated
 * libraries also the numbers of lines and the generic signatures. Our own classes keep the lines of
 * their stack traces.
 */
public final class DebugInfoRemoval {
  private static final int API = Opcodes.ASM9;

  /** The descriptors of annotations that only compilers and analysers read begin like this. */
  private static final Pattern FOR_ANALYSIS =
      Pattern.compile(
          "L(dev/clew/shaded/jspecify|dev/clew/shaded/bytebuddy/(build|utility/nullability)"
              + "|edu/umd/cs/findbugs|com/google/errorprone)/.*");

  private DebugInfoRemoval() {}

  /**
   * Rewrites the classes.
   *
   * @param arguments the root of the packages, followed by the packages that lose their lines too
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    List<Path> libraries = Arrays.stream(arguments).skip(1).map(root::resolve).toList();
    List<Path> classes;
    try (Stream<Path> files = Files.walk(root)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      byte[] whole = Files.readAllBytes(file);
      boolean ofALibrary = libraries.stream().anyMatch(file::startsWith);
      Files.write(file, ofALibrary ? withoutLines(whole) : withoutVariables(whole));
    }
  }

  /** Returns a class file without names of variables and annotations for analysis. */
  static byte[] withoutVariables(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Removal(writer, true), 0);
    return writer.toByteArray();
  }

  /** Returns a class file that also lacks lines, the source's name and generic signatures. */
  static byte[] withoutLines(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Removal(writer, false), ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  private static boolean isForAnalysis(String annotation) {
    return FOR_ANALYSIS.matcher(annotation).matches();
  }

  private static final class Removal extends ClassVisitor {
    private final boolean keepsSignatures;

    Removal(ClassVisitor next, boolean keepsSignatures) {
      super(API, next);
      this.keepsSignatures = keepsSignatures;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] types) {
      super.visit(version, access, name, kept(signature), parent, types);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return isForAnalysis(descriptor) ? null : super.visitAnnotation(descriptor, visible);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int place, @Nullable TypePath path, String descriptor, boolean visible) {
      return isForAnalysis(descriptor)
          ? null
          : super.visitTypeAnnotation(place, path, descriptor, visible);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, @Nullable String signature) {
      return new RecordComponentVisitor(
          API, super.visitRecordComponent(name, descriptor, kept(signature))) {
        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(
            int place, @Nullable TypePath path, String type, boolean visible) {
          return isForAnalysis(type) ? null : super.visitTypeAnnotation(place, path, type, visible);
        }
      };
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      return new FieldVisitor(
          API, super.visitField(access, name, descriptor, kept(signature), value)) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return isForAnalysis(type) ? null : super.visitAnnotation(type, visible);
        }

        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(
            int place, @Nullable TypePath path, String type, boolean visible) {
          return isForAnalysis(type) ? null : super.visitTypeAnnotation(place, path, type, visible);
        }
      };
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodRemoval(
          super.visitMethod(access, method, descriptor, kept(signature), exceptions));
    }

    private @Nullable String kept(@Nullable String signature) {
      return keepsSignatures ? signature : null;
    }
  }

  private static final class MethodRemoval extends MethodVisitor {
    MethodRemoval(MethodVisitor next) {
      super(API, next);
    }

    @Override
    public void visitParameter(String name, int access) {}

    @Override
    public void visitLocalVariable(
        String name, String type, @Nullable String genericType, Label from, Label to, int index) {}

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int place,
        @Nullable TypePath path,
        Label[] from,
        Label[] to,
        int[] indices,
        String descriptor,
        boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return isForAnalysis(descriptor) ? null : super.visitAnnotation(descriptor, visible);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int place, @Nullable TypePath path, String descriptor, boolean visible) {
      return isForAnalysis(descriptor)
          ? null
          : super.visitTypeAnnotation(place, path, descriptor, visible);
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int place, @Nullable TypePath path, String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String descriptor, boolean visible) {
      return isForAnalysis(descriptor)
          ? null
          : super.visitParameterAnnotation(parameter, descriptor, visible);
    }
  }
}
