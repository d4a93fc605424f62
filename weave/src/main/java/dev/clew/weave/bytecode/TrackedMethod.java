// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Copies a method and knows at every instruction what lies on the operand stack. */
abstract class TrackedMethod extends MethodVisitor {
  private final OperandStack stack = new OperandStack();
  private final Map<Label, String> atLabels = new HashMap<>();

  /** Whether the next instruction can be reached, as far as is known. */
  private boolean reached = true;

  TrackedMethod(MethodVisitor target) {
    super(Opcodes.ASM9, target);
  }

  /** Writes what stands for a return; the value that is returned is on the stack. */
  abstract void atReturn(int opcode, OperandStack stack);

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      if (!reached) {
        stack.restore("");
        stack.push(StackSizes.popped(opcode));
      }
      atReturn(opcode, stack);
    } else {
      super.visitInsn(opcode);
      apply(opcode);
    }
    reached &= !StackSizes.endsPath(opcode);
  }

  private void apply(int opcode) {
    if (reached) {
      stack.apply(opcode);
    }
  }

  private void reach(Label label) {
    if (reached) {
      atLabels.putIfAbsent(label, stack.state());
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    apply(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index);
    apply(opcode);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    apply(opcode);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    if (!reached) {
      return;
    }
    int size = Type.getType(descriptor).getSize();
    switch (opcode) {
      case Opcodes.PUTSTATIC -> stack.pop(size);
      case Opcodes.PUTFIELD -> stack.pop(size + 1);
      case Opcodes.GETSTATIC -> stack.push(size);
      default -> {
        stack.pop(1);
        stack.push(size);
      }
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (reached) {
      stack.call(descriptor, opcode != Opcodes.INVOKESTATIC);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    if (reached) {
      stack.call(descriptor, false);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    if (reached) {
      boolean wide = value instanceof Long || value instanceof Double;
      stack.push(value instanceof ConstantDynamic dynamic ? dynamic.getSize() : wide ? 2 : 1);
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    if (reached) {
      stack.pop(dimensions);
      stack.push(1);
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    apply(opcode);
    reach(label);
    reached &= !StackSizes.endsPath(opcode);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(min, max, otherwise, labels);
    afterSwitch(otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    afterSwitch(otherwise, labels);
  }

  private void afterSwitch(Label otherwise, Label[] labels) {
    apply(Opcodes.TABLESWITCH);
    reach(otherwise);
    for (Label label : labels) {
      reach(label);
    }
    reached = false;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    super.visitTryCatchBlock(start, end, handler, type);
    atLabels.put(handler, "1");
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    String state = atLabels.get(label);
    if (!reached && state != null) {
      stack.restore(state);
      reached = true;
    }
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      @Nullable Object @Nullable [] locals,
      int stackCount,
      @Nullable Object @Nullable [] stackTypes) {
    stack.restore(stackCount, stackTypes == null ? new Object[0] : stackTypes);
    reached = true;
  }

  /** Returns the locals of a stack map, for more to be appended. */
  static List<Object> listed(int count, @Nullable Object @Nullable [] locals) {
    List<Object> listed = new ArrayList<>();
    for (int i = 0; locals != null && i < count; i++) {
      listed.add(locals[i]);
    }
    return listed;
  }
}
