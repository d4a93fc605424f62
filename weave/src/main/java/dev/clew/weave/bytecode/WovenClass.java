// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.Member;
import dev.clew.weave.link.HookLinker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Copies a class and applies advice to its methods.
 *
 * <p>Raises the class-file version to 55 (Java 11), the first one with dynamic constants. That
 * version requires stack maps, which class files before Java 6 lack.
 */
final class WovenClass extends ClassVisitor {
  private static final int MAJOR_MASK = 0xFFFF;

  private final TypeDescription type;
  private final boolean computesFrames;
  private final HookAdvices advices;
  private final DispatchConstant dispatch;
  private final List<RegisteredHook> hooks;
  private final Implementation.Context context;

  /**
   * Copies the class to {@code target}.
   *
   * @param computesFrames whether {@code target} computes the stack maps
   */
  WovenClass(
      ClassWriter target,
      TypeDescription type,
      boolean computesFrames,
      HookAdvices advices,
      DispatchConstant dispatch,
      List<RegisteredHook> hooks) {
    super(Opcodes.ASM9, target);
    this.type = type;
    this.computesFrames = computesFrames;
    this.advices = advices;
    this.dispatch = dispatch;
    this.hooks = inOrder(hooks);
    this.context = new Context(type);
  }

  /** Answering hooks are the innermost: for the others, an answer is what the method did. */
  private static List<RegisteredHook> inOrder(List<RegisteredHook> hooks) {
    List<RegisteredHook> ordered = new ArrayList<>(hooks);
    ordered.sort(
        Comparator.comparing((RegisteredHook hook) -> hook.point().answers())
            .thenComparing(RegisteredHook::isRejected));
    return ordered;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    // The upper half holds the preview flag, so max() on the whole number would be wrong.
    int floored = (version & MAJOR_MASK) < Opcodes.V11 ? Opcodes.V11 : version;
    super.visit(floored, access, name, signature, superName, interfaces);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (target == null) {
      return null;
    }
    Member method = new Member(access, name, descriptor);
    MethodVisitor woven = target;
    boolean answered = false;
    // The first hook is the outermost.
    for (RegisteredHook hook : hooks) {
      if (hook.matches(method) && !(answered && hook.isRejected())) {
        answered |= hook.point().answers();
        woven =
            hook.onConstructor()
                ? afterConstructor(woven, method, hook)
                : around(woven, method, hook);
      }
    }
    // ASM copies a method without a visitor verbatim, which would leave it without stack maps.
    return computesFrames && woven == target ? new MethodVisitor(Opcodes.ASM9, target) {} : woven;
  }

  private MethodVisitor afterConstructor(MethodVisitor target, Member method, RegisteredHook hook) {
    int locals = Type.getArgumentTypes(method.descriptor()).length + 1;
    return ConstructorFrames.padded(
        around(ConstructorFrames.corrected(target), method, hook), locals);
  }

  private MethodVisitor around(MethodVisitor target, Member method, RegisteredHook hook) {
    WovenMethod woven =
        new WovenMethod(
            type,
            method.access(),
            method.name(),
            method.descriptor(),
            handle(hook, HookLinker.ENTER),
            handle(hook, HookLinker.EXIT));
    return advices
        .of(hook)
        .wrap(
            type,
            woven,
            target,
            context,
            TypePool.Empty.INSTANCE,
            computesFrames ? ClassWriter.COMPUTE_FRAMES : 0,
            ClassReader.EXPAND_FRAMES);
  }

  private ConstantDynamic handle(RegisteredHook hook, String phase) {
    return dispatch.handle(hook.id(), phase, type.getInternalName());
  }

  /** Of Byte Buddy's class writer, only the version and the frame mode are needed. */
  private static final class Context extends Implementation.Context.Disabled {
    Context(TypeDescription type) {
      super(type, ClassFileVersion.JAVA_V11, FrameGeneration.GENERATE);
    }
  }
}
