// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes the call of a hook after the code of a constructor, in which nothing may run before the
 * object exists, and swallows whatever it throws.
 *
 * <p>The object and the arguments are put aside on the way in, since the constructor may use their
 * places for something else, and stack maps that a shrinker wrote leave out even the object.
 */
final class HookedConstructor extends TrackedMethod {
  private static final String THROWABLE = "java/lang/Throwable";

  private final MethodShape shape;
  private final HookHandles hook;
  private final Label wayOut = new Label();

  HookedConstructor(MethodVisitor target, MethodShape shape, HookHandles hook) {
    super(target);
    this.shape = shape;
    this.hook = hook;
  }

  /** Returns how many locals one hook takes. */
  static int locals(MethodShape shape) {
    return Type.getArgumentsAndReturnSizes(shape.descriptor()) >> 2;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    int from = 1;
    int to = shape.locals();
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitVarInsn(Opcodes.ASTORE, to++);
    for (Type parameter : shape.parameters()) {
      mv.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), from);
      mv.visitVarInsn(parameter.getOpcode(Opcodes.ISTORE), to);
      from += parameter.getSize();
      to += parameter.getSize();
    }
  }

  @Override
  void atReturn(int opcode, OperandStack stack) {
    stack.drop(mv);
    mv.visitJumpInsn(Opcodes.GOTO, wayOut);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      @Nullable Object @Nullable [] locals,
      int stackCount,
      @Nullable Object @Nullable [] stack) {
    super.visitFrame(type, localCount, locals, stackCount, stack);
    List<Object> all = listed(localCount, locals);
    boolean before =
        all.contains(Opcodes.UNINITIALIZED_THIS) || hasUninitialized(stackCount, stack);
    frame(all, before ? Opcodes.UNINITIALIZED_THIS : shape.owner(), stackCount, stack);
  }

  /** Between {@code new} and {@code super(…)} a shrinker may keep the object nowhere else. */
  private static boolean hasUninitialized(int count, @Nullable Object @Nullable [] stack) {
    for (int i = 0; stack != null && i < count; i++) {
      if (Opcodes.UNINITIALIZED_THIS.equals(stack[i])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    Label back = new Label();
    mv.visitLabel(wayOut);
    frame(null);
    mv.visitLabel(start);
    mv.visitLdcInsn(hook.enter());
    mv.visitVarInsn(Opcodes.ALOAD, shape.locals());
    shape.loadArguments(mv, shape.locals() + 1);
    HookHandles.callEnter(mv);
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(end);
    mv.visitJumpInsn(Opcodes.GOTO, back);
    mv.visitLabel(failed);
    frame(THROWABLE);
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(back);
    frame(null);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitTryCatchBlock(start, end, failed, THROWABLE);
    mv.visitMaxs(Math.max(maxStack, HookHandles.STACK), maxLocals + locals(shape));
  }

  private void frame(@Nullable String onStack) {
    Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
    frame(new ArrayList<>(), shape.owner(), stack.length, stack);
  }

  /** Appends what was put aside. */
  private void frame(
      List<Object> locals, Object self, int stackCount, @Nullable Object @Nullable [] stack) {
    shape.pad(locals);
    locals.add(self);
    for (Type parameter : shape.parameters()) {
      locals.add(MethodShape.inStackMap(parameter));
    }
    mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stackCount, stack);
  }
}
