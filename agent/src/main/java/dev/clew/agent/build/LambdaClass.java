// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The class of all lambdas and method references of one class that have the same interface. Like
 * the classes that {@code LambdaMetafactory} generates it has a field for each captured value and a
 * method that calls the implementation; a number says which one.
 *
 * <p>A class for each lambda would take twice the space in the jar. Lambdas of different interfaces
 * are kept apart, so that a test with {@code instanceof} gives the same answer as without us.
 */
final class LambdaClass {
  private static final String WHICH = "which";
  private static final String INSTANCE = "INSTANCE";

  private final String name;
  private final String nestHost;
  private final Kind kind;
  private final List<Lambda> lambdas = new ArrayList<>();

  /**
   * Makes a class without lambdas.
   *
   * @param name its internal name
   * @param nestHost the class whose private methods it may call
   */
  LambdaClass(String name, String nestHost, Kind kind) {
    this.name = name;
    this.nestHost = nestHost;
    this.kind = kind;
  }

  /**
   * What the lambdas of one class have in common.
   *
   * @param type the interface's internal name
   * @param method its abstract method
   * @param erased the method's descriptor in the interface
   */
  record Kind(String type, String method, Type erased) {}

  /** Adds a lambda and returns the name of the static method that makes it. */
  String add(Lambda lambda) {
    lambdas.add(lambda);
    return factoryMethod(lambdas.size() - 1);
  }

  String name() {
    return name;
  }

  String nestHost() {
    return nestHost;
  }

  byte[] bytes() {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        new String[] {kind.type()});
    out.visitNestHost(nestHost);
    Map<String, Type> fields = fields();
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    fields.forEach(
        (field, type) -> out.visitField(access, field, type.getDescriptor(), null, null));
    constructor(out, fields);
    singletons(out, fields);
    for (int i = 0; i < lambdas.size(); i++) {
      factoryMethod(out, fields, i);
    }
    method(out);
    out.visitEnd();
    return out.toByteArray();
  }

  /** Returns the fields that the lambdas share; each uses those that it captures a value in. */
  private Map<String, Type> fields() {
    Map<String, Type> fields = new LinkedHashMap<>();
    if (lambdas.size() > 1) {
      fields.put(WHICH, Type.INT_TYPE);
    }
    lambdas.forEach(each -> fields.putAll(each.fields()));
    return fields;
  }

  private void constructor(ClassWriter out, Map<String, Type> fields) {
    MethodVisitor code =
        out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorDescriptor(fields), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    int slot = 1;
    for (Map.Entry<String, Type> field : fields.entrySet()) {
      Type type = field.getValue();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field.getKey(), type.getDescriptor());
      slot += type.getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    end(code);
  }

  /** A lambda that captures nothing is a single instance, as in the JDK. */
  private void singletons(ClassWriter out, Map<String, Type> fields) {
    if (lambdas.stream().noneMatch(Lambda::capturesNothing)) {
      return;
    }
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    for (int i = 0; i < lambdas.size(); i++) {
      if (lambdas.get(i).capturesNothing()) {
        out.visitField(access, INSTANCE + i, 'L' + name + ';', null, null).visitEnd();
        instance(code, fields, i);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE + i, 'L' + name + ';');
      }
    }
    code.visitInsn(Opcodes.RETURN);
    end(code);
  }

  private void factoryMethod(ClassWriter out, Map<String, Type> fields, int index) {
    Lambda lambda = lambdas.get(index);
    MethodVisitor code =
        out.visitMethod(
            Opcodes.ACC_STATIC, factoryMethod(index), lambda.factory().getDescriptor(), null, null);
    code.visitCode();
    if (lambda.capturesNothing()) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE + index, 'L' + name + ';');
    } else {
      instance(code, fields, index);
    }
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  /** Leaves a new instance on the stack, made of the method's parameters. */
  private void instance(MethodVisitor code, Map<String, Type> fields, int index) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    Map<String, Integer> slots = new LinkedHashMap<>();
    int slot = 0;
    for (Map.Entry<String, Type> captured : lambdas.get(index).fields().entrySet()) {
      slots.put(captured.getKey(), slot);
      slot += captured.getValue().getSize();
    }
    fields.forEach(
        (field, type) -> {
          Integer parameter = slots.get(field);
          if (field.equals(WHICH)) {
            code.visitLdcInsn(index);
          } else if (parameter != null) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), parameter);
          } else {
            code.visitInsn(zero(type));
          }
        });
    String descriptor = constructorDescriptor(fields);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", descriptor, false);
  }

  private void method(ClassWriter out) {
    MethodVisitor code =
        out.visitMethod(
            Opcodes.ACC_PUBLIC, kind.method(), kind.erased().getDescriptor(), null, null);
    code.visitCode();
    if (lambdas.size() > 1) {
      Label[] cases = lambdas.stream().map(each -> new Label()).toArray(Label[]::new);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, WHICH, "I");
      // The last is the default: a number that is none of theirs cannot be.
      code.visitTableSwitchInsn(0, cases.length - 1, cases[cases.length - 1], cases);
      for (int i = 0; i < cases.length; i++) {
        code.visitLabel(cases[i]);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        lambdas.get(i).body(code, name, kind.erased());
      }
    } else {
      lambdas.get(0).body(code, name, kind.erased());
    }
    end(code);
  }

  private static String constructorDescriptor(Map<String, Type> fields) {
    return Type.getMethodDescriptor(Type.VOID_TYPE, fields.values().toArray(Type[]::new));
  }

  private static String factoryMethod(int index) {
    return "make" + index;
  }

  private static int zero(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LCONST_0;
      case Type.FLOAT -> Opcodes.FCONST_0;
      case Type.DOUBLE -> Opcodes.DCONST_0;
      case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
      default -> Opcodes.ICONST_0;
    };
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
