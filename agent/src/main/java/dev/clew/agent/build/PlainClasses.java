// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Gives every lambda in a folder of classes a class file of its own, and every record its {@code
 * equals} and {@code hashCode}.
 *
 * <p>Otherwise the JVM makes them when they are first run, and with each a handful of classes for
 * method handles: none of them in the archive of class data sharing, all of them written with an
 * ASM that gets compiled for it. Of an agent's start that is a large part ({@code
 * benchmarks/RATIONALE.md} has the figure), and all of it is paid by the application.
 */
public final class PlainClasses {
  private static final int API = Opcodes.ASM9;
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private final Path root;
  private final Map<String, List<String>> nests = new LinkedHashMap<>();

  private PlainClasses(Path root) {
    this.root = root;
  }

  /**
   * Rewrites the classes.
   *
   * @param arguments the root of the packages, and the packages to leave alone
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    List<Path> exempt = Arrays.stream(arguments).skip(1).map(root::resolve).toList();
    List<Path> classes;
    try (Stream<Path> files = Files.walk(root)) {
      classes =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> exempt.stream().noneMatch(file::startsWith))
              .sorted()
              .toList();
    }
    PlainClasses plain = new PlainClasses(root);
    for (Path file : classes) {
      plain.rewrite(file);
    }
    plain.admitToNests();
  }

  private void rewrite(Path file) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    ClassWriter writer = new ClassWriter(0);
    List<LambdaClass> found = new ArrayList<>();
    Plain plain = new Plain(writer, found);
    reader.accept(plain, 0);
    if (!plain.changed) {
      return;
    }
    Files.write(file, writer.toByteArray());
    for (LambdaClass lambda : found) {
      Files.write(path(lambda.name()), lambda.bytes());
      nests.computeIfAbsent(lambda.nestHost(), host -> new ArrayList<>()).add(lambda.name());
    }
  }

  /** Private methods are open to a nest, and its host has the list of who is in it. */
  private void admitToNests() throws IOException {
    for (Map.Entry<String, List<String>> nest : nests.entrySet()) {
      Path host = path(nest.getKey());
      ClassReader reader = new ClassReader(Files.readAllBytes(host));
      ClassWriter writer = new ClassWriter(0);
      reader.accept(
          new ClassVisitor(API, writer) {
            @Override
            public void visitEnd() {
              nest.getValue().forEach(this::visitNestMember);
              super.visitEnd();
            }
          },
          0);
      Files.write(host, writer.toByteArray());
    }
  }

  private Path path(String internalName) {
    return root.resolve(internalName + ".class");
  }

  /** Puts calls of plain methods in the place of what would be linked when it is run. */
  private static final class Plain extends ClassVisitor {
    private final List<LambdaClass> found;
    private final Map<String, String> recordMethods = new LinkedHashMap<>();
    private String name = "";
    private String nestHost = "";
    private List<Handle> components = List.of();
    private boolean changed;

    Plain(ClassVisitor next, List<LambdaClass> found) {
      super(API, next);
      this.found = found;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] types) {
      this.name = name;
      this.nestHost = name;
      super.visit(version, access, name, signature, parent, types);
    }

    @Override
    public void visitNestHost(String host) {
      this.nestHost = host;
      super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      return new MethodVisitor(API, next) {
        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          String plain = plain(called, type, bootstrap, arguments);
          if (plain == null) {
            super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
            return;
          }
          changed = true;
          boolean own = plain.equals(name);
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              plain,
              own ? RecordMethods.plain(called) : LambdaClass.MAKE,
              type,
              false);
        }
      };
    }

    @Override
    public void visitEnd() {
      RecordMethods record = new RecordMethods(name, components);
      recordMethods.forEach(
          (method, descriptor) -> {
            if (method.equals(RecordMethods.EQUALS)) {
              record.equalsMethod(this, descriptor);
            } else {
              record.hashCodeMethod(this, descriptor);
            }
          });
      super.visitEnd();
    }

    /** Returns the class that has the plain method, null if there is none. */
    private @Nullable String plain(
        String called, String type, Handle bootstrap, Object[] arguments) {
      if (bootstrap.getOwner().equals(RECORDS)
          && (called.equals(RecordMethods.EQUALS) || called.equals(RecordMethods.HASH_CODE))) {
        recordMethods.put(called, type);
        components = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
        return name;
      }
      // altMetafactory is for what can be serialized; nothing here can.
      if (bootstrap.getOwner().equals(METAFACTORY) && bootstrap.getName().equals("metafactory")) {
        LambdaClass lambda = lambda(called, type, arguments);
        found.add(lambda);
        return lambda.name();
      }
      return null;
    }

    private LambdaClass lambda(String method, String factory, Object[] arguments) {
      return new LambdaClass(
          name + "$Lambda$" + found.size(),
          nestHost,
          method,
          Type.getMethodType(factory),
          (Type) arguments[0],
          (Handle) arguments[1],
          (Type) arguments[2]);
    }
  }
}
