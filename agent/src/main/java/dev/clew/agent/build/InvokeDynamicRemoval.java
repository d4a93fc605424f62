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

/**
 * Compiles every lambda in a folder of classes to a class file, and every record's {@code equals}
 * and {@code hashCode} to plain methods.
 *
 * <p>Otherwise the JVM generates them on first use, with several method-handle classes for each.
 * None of those are in the class data sharing archive, and all are written with the JDK's ASM,
 * which has to be compiled first. This makes up a large part of an agent's start-up time ({@code
 * benchmarks/RATIONALE.md} has the figure), and the application pays for it.
 */
public final class InvokeDynamicRemoval {
  private static final int API = Opcodes.ASM9;
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private final Path root;
  private final Map<String, List<String>> nests = new LinkedHashMap<>();

  private InvokeDynamicRemoval(Path root) {
    this.root = root;
  }

  /**
   * Rewrites the classes.
   *
   * @param arguments the root of the packages, followed by the packages to skip
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
    InvokeDynamicRemoval removal = new InvokeDynamicRemoval(root);
    for (Path file : classes) {
      removal.rewrite(file);
    }
    removal.addNestMembers();
  }

  private void rewrite(Path file) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    ClassWriter writer = new ClassWriter(0);
    Rewriter rewriter = new Rewriter(writer);
    reader.accept(rewriter, 0);
    if (!rewriter.changed) {
      return;
    }
    Files.write(file, writer.toByteArray());
    for (LambdaClass lambda : rewriter.lambdas.values()) {
      Files.write(path(lambda.name()), lambda.bytes());
      nests.computeIfAbsent(lambda.nestHost(), host -> new ArrayList<>()).add(lambda.name());
    }
  }

  /** A private method is accessible within its nest, and the nest host lists all members. */
  private void addNestMembers() throws IOException {
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

  /** Replaces invokedynamic instructions with calls of plain methods. */
  private static final class Rewriter extends ClassVisitor {
    private final Map<LambdaClass.Kind, LambdaClass> lambdas = new LinkedHashMap<>();
    private final Map<String, String> recordMethods = new LinkedHashMap<>();
    private String name = "";
    private String nestHost = "";
    private List<Handle> components = List.of();
    private boolean changed;

    Rewriter(ClassVisitor next) {
      super(API, next);
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
          if (isRecordMethod(called, bootstrap)) {
            changed = true;
            recordMethods.put(called, type);
            components = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
            String plain = RecordMethods.plainName(called);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, name, plain, type, false);
          } else if (isLambda(bootstrap)) {
            changed = true;
            LambdaClass owner = lambdaClass(called, type, (Type) arguments[0]);
            Lambda lambda =
                new Lambda(Type.getMethodType(type), (Handle) arguments[1], (Type) arguments[2]);
            String factory = owner.add(lambda);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, owner.name(), factory, type, false);
          } else {
            super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
          }
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

    private static boolean isRecordMethod(String called, Handle bootstrap) {
      return bootstrap.getOwner().equals(RECORDS)
          && (called.equals(RecordMethods.EQUALS) || called.equals(RecordMethods.HASH_CODE));
    }

    private static boolean isLambda(Handle bootstrap) {
      // altMetafactory is used for serializable lambdas, of which there are none.
      return bootstrap.getOwner().equals(METAFACTORY) && bootstrap.getName().equals("metafactory");
    }

    private LambdaClass lambdaClass(String method, String factory, Type erased) {
      String type = Type.getReturnType(factory).getInternalName();
      return lambdas.computeIfAbsent(
          new LambdaClass.Kind(type, method, erased),
          kind -> new LambdaClass(name + "$Lambda$" + lambdas.size(), nestHost, kind));
    }
  }
}
