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
 * Writes the calls of a hook before and after the code of a method, and swallows whatever they
 * throw:
 *
 * <pre>{@code
 * Object state = null;
 * try { state = enter.invokeExact(this, new Object[] {arguments}); } catch (Throwable t) { }
 * try { … } catch (Throwable t) { thrown = t; }
 * try {
 *   if (state != null) { result = (R) exit.invokeExact(state, result, thrown); }
 * } catch (Throwable t) { }
 * if (thrown != null) { throw thrown; }
 * return result;
 * }</pre>
 *
 * <p>The code between stays as it is: our locals come after its own, and its stack maps get them
 * appended. What is written mentions nothing but {@code java.base}, because the class may see
 * nothing else.
 *
 * <p>The way in touches the constant of the way out as well. JDK 17 gives up compiling a method for
 * ever that has a dynamic constant which is not linked yet, and the way out is not taken as long as
 * the hook is not interested.
 */
final class HookedMethod extends TrackedMethod {
  private static final String THROWABLE = "java/lang/Throwable";
  private static final String OBJECT = "java/lang/Object";

  private final MethodShape shape;
  private final HookHandles hook;
  private final boolean replacesArguments;
  private final Type result;
  private final int state;
  private final int returned;
  private final int thrown;
  private final Label enterStart = new Label();
  private final Label enterEnd = new Label();
  private final Label enterFailed = new Label();
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();
  private final Label wayOut = new Label();
  private final Label exitStart = new Label();
  private final Label exitEnd = new Label();
  private final Label exitFailed = new Label();

  HookedMethod(
      MethodVisitor target, MethodShape shape, HookHandles hook, boolean replacesArguments) {
    super(target);
    this.shape = shape;
    this.hook = hook;
    this.replacesArguments = replacesArguments;
    this.result = shape.result();
    this.state = shape.locals();
    this.returned = state + 1;
    this.thrown = returned + result.getSize();
  }

  /** Returns how many locals one hook takes. */
  static int locals(MethodShape shape) {
    return 2 + shape.result().getSize();
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    mv.visitLabel(enterStart);
    mv.visitLdcInsn(hook.exit());
    mv.visitInsn(Opcodes.POP);
    mv.visitLdcInsn(hook.enter());
    shape.loadSelf(mv);
    shape.loadArguments(mv, shape.firstParameter());
    if (replacesArguments) {
      // Where the result will be; nothing is there yet.
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ASTORE, returned);
    }
    HookHandles.callEnter(mv);
    mv.visitVarInsn(Opcodes.ASTORE, state);
    if (replacesArguments) {
      shape.storeArguments(mv, returned);
    }
    mv.visitLabel(enterEnd);
    mv.visitJumpInsn(Opcodes.GOTO, bodyStart);
    mv.visitLabel(enterFailed);
    frame(shape.entryLocals(), THROWABLE);
    mv.visitInsn(Opcodes.POP);
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitVarInsn(Opcodes.ASTORE, state);
    mv.visitLabel(bodyStart);
    List<Object> locals = shape.entryLocals();
    shape.pad(locals);
    locals.add(OBJECT);
    frame(locals, null);
    // The method's own code may begin with a stack map, and no place can have two.
    mv.visitInsn(Opcodes.NOP);
  }

  @Override
  void atReturn(int opcode, OperandStack stack) {
    if (opcode != Opcodes.RETURN) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), returned);
      stack.pop(result.getSize());
    }
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
    shape.pad(all);
    all.add(OBJECT);
    mv.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackCount, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label exit = new Label();
    mv.visitLabel(bodyEnd);
    frame(ours(), THROWABLE);
    mv.visitVarInsn(Opcodes.ASTORE, thrown);
    if (result.getSort() != Type.VOID) {
      MethodShape.zero(mv, result);
      mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), returned);
    }
    mv.visitJumpInsn(Opcodes.GOTO, exit);
    mv.visitLabel(wayOut);
    frame(withResult(), null);
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitVarInsn(Opcodes.ASTORE, thrown);
    mv.visitLabel(exit);
    frame(withThrown(), null);
    callExit();
    mv.visitTryCatchBlock(enterStart, enterEnd, enterFailed, THROWABLE);
    mv.visitTryCatchBlock(bodyStart, bodyEnd, bodyEnd, THROWABLE);
    mv.visitTryCatchBlock(exitStart, exitEnd, exitFailed, THROWABLE);
    mv.visitMaxs(Math.max(maxStack, HookHandles.STACK), maxLocals + locals(shape));
  }

  private void callExit() {
    Label after = new Label();
    Label back = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitJumpInsn(Opcodes.IFNULL, after);
    mv.visitLabel(exitStart);
    mv.visitLdcInsn(hook.exit());
    mv.visitVarInsn(Opcodes.ALOAD, state);
    loadResult();
    mv.visitVarInsn(Opcodes.ALOAD, thrown);
    HookHandles.callExit(mv);
    takeResult();
    mv.visitLabel(exitEnd);
    mv.visitJumpInsn(Opcodes.GOTO, after);
    mv.visitLabel(exitFailed);
    frame(withThrown(), THROWABLE);
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(after);
    frame(withThrown(), null);
    mv.visitVarInsn(Opcodes.ALOAD, thrown);
    mv.visitJumpInsn(Opcodes.IFNULL, back);
    mv.visitVarInsn(Opcodes.ALOAD, thrown);
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitLabel(back);
    frame(withThrown(), null);
    if (result.getSort() != Type.VOID) {
      mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), returned);
    }
    mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  private void loadResult() {
    if (result.getSort() == Type.VOID) {
      mv.visitInsn(Opcodes.ACONST_NULL);
    } else {
      mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), returned);
      MethodShape.box(mv, result);
    }
  }

  private void takeResult() {
    if (result.getSort() == Type.VOID) {
      mv.visitInsn(Opcodes.POP);
    } else {
      MethodShape.unbox(mv, result);
      mv.visitVarInsn(result.getOpcode(Opcodes.ISTORE), returned);
    }
  }

  /** The method's own locals may hold anything by now. */
  private List<Object> ours() {
    List<Object> locals = new ArrayList<>();
    shape.pad(locals);
    locals.add(OBJECT);
    return locals;
  }

  private List<Object> withResult() {
    List<Object> locals = ours();
    if (result.getSort() != Type.VOID) {
      locals.add(MethodShape.inStackMap(result));
    }
    return locals;
  }

  private List<Object> withThrown() {
    List<Object> locals = withResult();
    locals.add(THROWABLE);
    return locals;
  }

  private void frame(List<Object> locals, @Nullable String onStack) {
    Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
    mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
  }
}
