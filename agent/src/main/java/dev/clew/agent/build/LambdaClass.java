// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The class of one lambda or method reference, like the one {@code LambdaMetafactory} would
 * generate: a field for each captured value, and one method that calls the implementation.
 *
 * @param name its internal name
 * @param nestHost the class whose private methods it may call
 * @param method the interface's abstract method
 * @param factory takes the captured values and returns the interface
 * @param erased the method's descriptor in the interface
 * @param implementation the method with the lambda's body
 * @param actual the method's descriptor with the type arguments filled in
 */
record LambdaClass(
    String name,
    String nestHost,
    String method,
    Type factory,
    Type erased,
    Handle implementation,
    Type actual) {
  static final String FACTORY_METHOD = "make";

  private static final String INSTANCE = "INSTANCE";

  byte[] bytes() {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        new String[] {factory.getReturnType().getInternalName()});
    out.visitNestHost(nestHost);
    Type[] captured = factory.getArgumentTypes();
    for (int i = 0; i < captured.length; i++) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      out.visitField(access, field(i), captured[i].getDescriptor(), null, null).visitEnd();
    }
    constructor(out, captured);
    if (captured.length == 0) {
      singleton(out);
    }
    factoryMethod(out, captured);
    body(out, captured);
    out.visitEnd();
    return out.toByteArray();
  }

  private void constructor(ClassWriter out, Type[] captured) {
    String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    MethodVisitor code = out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    int slot = 1;
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), slot);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
      slot += captured[i].getSize();
    }
    end(code, Opcodes.RETURN);
  }

  /** A lambda that captures nothing is a single instance, as in the JDK. */
  private void singleton(ClassWriter out) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    out.visitField(access, INSTANCE, 'L' + name + ';', null, null).visitEnd();
    MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
    code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, 'L' + name + ';');
    end(code, Opcodes.RETURN);
  }

  private void factoryMethod(ClassWriter out, Type[] captured) {
    MethodVisitor code =
        out.visitMethod(Opcodes.ACC_STATIC, FACTORY_METHOD, factory.getDescriptor(), null, null);
    code.visitCode();
    if (captured.length == 0) {
      code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, 'L' + name + ';');
    } else {
      code.visitTypeInsn(Opcodes.NEW, name);
      code.visitInsn(Opcodes.DUP);
      int slot = 0;
      for (Type each : captured) {
        code.visitVarInsn(each.getOpcode(Opcodes.ILOAD), slot);
        slot += each.getSize();
      }
      String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
      code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", descriptor, false);
    }
    end(code, Opcodes.ARETURN);
  }

  private void body(ClassWriter out, Type[] captured) {
    MethodVisitor code =
        out.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
    code.visitCode();
    Type owner = Type.getObjectType(implementation.getOwner());
    boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isConstructor) {
      code.visitTypeInsn(Opcodes.NEW, implementation.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    for (int i = 0; i < captured.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
    }
    List<Type> parameterTypes = parameterTypes(owner);
    Type[] erasedTypes = erased.getArgumentTypes();
    Type[] actualTypes = actual.getArgumentTypes();
    int slot = 1;
    for (int i = 0; i < erasedTypes.length; i++) {
      code.visitVarInsn(erasedTypes[i].getOpcode(Opcodes.ILOAD), slot);
      Adaptation.cast(code, erasedTypes[i], actualTypes[i]);
      Adaptation.convert(code, actualTypes[i], parameterTypes.get(captured.length + i));
      slot += erasedTypes[i].getSize();
    }
    call(code);
    Type result = erased.getReturnType();
    Type returned = isConstructor ? owner : Type.getReturnType(implementation.getDesc());
    if (result.equals(Type.VOID_TYPE)) {
      Adaptation.pop(code, returned);
    } else {
      Adaptation.convert(code, returned, actual.getReturnType());
      Adaptation.cast(code, actual.getReturnType(), result);
    }
    end(code, result.getOpcode(Opcodes.IRETURN));
  }

  /** Returns the parameter types of the implementation, including its receiver. */
  private List<Type> parameterTypes(Type owner) {
    List<Type> parameterTypes = new ArrayList<>();
    int tag = implementation.getTag();
    if (tag != Opcodes.H_INVOKESTATIC && tag != Opcodes.H_NEWINVOKESPECIAL) {
      parameterTypes.add(owner);
    }
    parameterTypes.addAll(List.of(Type.getArgumentTypes(implementation.getDesc())));
    return parameterTypes;
  }

  private void call(MethodVisitor code) {
    int opcode =
        switch (implementation.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          // A private method of the nest: invokespecial would only work from its own class.
          default -> implementation.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    code.visitMethodInsn(
        opcode,
        implementation.getOwner(),
        implementation.getName(),
        implementation.getDesc(),
        implementation.isInterface());
  }

  private static String field(int index) {
    return "captured" + index;
  }

  private static void end(MethodVisitor code, int returning) {
    code.visitInsn(returning);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
