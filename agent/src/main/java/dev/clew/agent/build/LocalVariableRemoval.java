// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Removes the names of local variables from a folder of classes. Only debuggers read them, and they
 * are a tenth of the agent's jar. The numbers of lines, which stack traces have, remain.
 */
public final class LocalVariableRemoval {
  private static final int API = Opcodes.ASM9;

  private LocalVariableRemoval() {}

  /** Rewrites the classes in the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      Files.write(file, without(Files.readAllBytes(file)));
    }
  }

  /** Returns a class file without the names of its local variables. */
  static byte[] without(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor removing =
        new ClassVisitor(API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String method,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            MethodVisitor next =
                super.visitMethod(access, method, descriptor, signature, exceptions);
            return new MethodVisitor(API, next) {
              @Override
              public void visitLocalVariable(
                  String name,
                  String type,
                  @Nullable String genericType,
                  Label from,
                  Label to,
                  int index) {}
            };
          }
        };
    new ClassReader(classFile).accept(removing, 0);
    return writer.toByteArray();
  }
}
