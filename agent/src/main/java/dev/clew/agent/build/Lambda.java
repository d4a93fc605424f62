// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One lambda or method reference of a class.
 *
 * @param factory takes the captured values and returns the interface
 * @param implementation the method with the lambda's body
 * @param actual the descriptor of the interface's method with the type arguments filled in
 */
record Lambda(Type factory, Handle implementation, Type actual) {
  private static final Type ANY = Type.getObjectType("java/lang/Object");

  boolean capturesNothing() {
    return factory.getArgumentTypes().length == 0;
  }

  /** Returns the fields for the captured values, in their order: by name, the type. */
  Map<String, Type> fields() {
    Map<String, Type> fields = new LinkedHashMap<>();
    Map<Type, Integer> counts = new LinkedHashMap<>();
    for (Type captured : factory.getArgumentTypes()) {
      Type type = captured.getSort() >= Type.ARRAY ? ANY : captured;
      int index = counts.merge(type, 1, Integer::sum) - 1;
      fields.put(type.getDescriptor().charAt(0) + "" + index, type);
    }
    return fields;
  }

  /**
   * Writes the code that calls the implementation with the captured values and the parameters, and
   * returns its result.
   *
   * @param owner the class that has the fields
   * @param erased the descriptor of the interface's method
   */
  void body(MethodVisitor code, String owner, Type erased) {
    Type implementor = Type.getObjectType(implementation.getOwner());
    boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isConstructor) {
      code.visitTypeInsn(Opcodes.NEW, implementation.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
    List<Type> parameterTypes = parameterTypes(implementor);
    int captured = 0;
    for (Map.Entry<String, Type> field : fields().entrySet()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      String descriptor = field.getValue().getDescriptor();
      code.visitFieldInsn(Opcodes.GETFIELD, owner, field.getKey(), descriptor);
      Adaptation.cast(code, field.getValue(), factory.getArgumentTypes()[captured]);
      captured++;
    }
    Type[] erasedTypes = erased.getArgumentTypes();
    Type[] actualTypes = actual.getArgumentTypes();
    int slot = 1;
    for (int i = 0; i < erasedTypes.length; i++) {
      code.visitVarInsn(erasedTypes[i].getOpcode(Opcodes.ILOAD), slot);
      Adaptation.cast(code, erasedTypes[i], actualTypes[i]);
      Adaptation.convert(code, actualTypes[i], parameterTypes.get(captured + i));
      slot += erasedTypes[i].getSize();
    }
    call(code);
    Type result = erased.getReturnType();
    Type returned = isConstructor ? implementor : Type.getReturnType(implementation.getDesc());
    if (result.equals(Type.VOID_TYPE)) {
      Adaptation.pop(code, returned);
    } else {
      Adaptation.convert(code, returned, actual.getReturnType());
      Adaptation.cast(code, actual.getReturnType(), result);
    }
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  /** Returns the parameter types of the implementation, including its receiver. */
  private List<Type> parameterTypes(Type implementor) {
    List<Type> parameterTypes = new ArrayList<>();
    int tag = implementation.getTag();
    if (tag != Opcodes.H_INVOKESTATIC && tag != Opcodes.H_NEWINVOKESPECIAL) {
      parameterTypes.add(implementor);
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
}
