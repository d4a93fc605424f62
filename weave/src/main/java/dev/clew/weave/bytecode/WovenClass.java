// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.Member;
import dev.clew.weave.link.HookLinker;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Copies a class and writes hooks into its methods.
 *
 * <p>Raises the class-file version to 55 (Java 11), the first that has dynamic constants. With it
 * come stack maps, which class files before Java 6 lack.
 */
final class WovenClass extends ClassVisitor {
  private static final int MAJOR_MASK = 0xFFFF;

  private final DispatchConstant dispatch;
  private final List<RegisteredHook> hooks;

  /** How many locals the methods use that are hooked, by name and descriptor. */
  private final Map<String, Integer> locals;

  private final boolean lacksStackMaps;
  private String className = "";

  WovenClass(
      ClassWriter target,
      DispatchConstant dispatch,
      List<RegisteredHook> hooks,
      Map<String, Integer> locals,
      boolean lacksStackMaps) {
    super(Opcodes.ASM9, target);
    this.dispatch = dispatch;
    this.hooks = hooks;
    this.locals = locals;
    this.lacksStackMaps = lacksStackMaps;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    // A plain max would be fooled by the preview flag in the upper half.
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
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    Integer used = locals.get(name + descriptor);
    if (method == null || used == null) {
      // A method that nobody stands before is copied as it is, without stack maps.
      return lacksStackMaps && method != null ? new MethodVisitor(Opcodes.ASM9, method) {} : method;
    }
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    return hooked(
        method,
        new Member(access, name, descriptor),
        new MethodShape(className, isStatic, descriptor, used));
  }

  /** The first hook is the outermost, so its locals come after those of the others. */
  private MethodVisitor hooked(MethodVisitor target, Member method, MethodShape shape) {
    List<RegisteredHook> here = hooks.stream().filter(hook -> hook.matches(method)).toList();
    MethodVisitor result = target;
    for (int i = 0; i < here.size(); i++) {
      RegisteredHook hook = here.get(i);
      HookHandles handles =
          new HookHandles(
              dispatch.handle(hook.id(), HookLinker.ENTER, className),
              dispatch.handle(hook.id(), HookLinker.EXIT, className));
      int inside = here.size() - 1 - i;
      if (hook.onConstructor()) {
        int each = HookedConstructor.locals(shape);
        result = new HookedConstructor(result, shape.with(inside * each), handles);
      } else {
        int each = HookedMethod.locals(shape);
        boolean replaces = hook.point().replacesArguments();
        result = new HookedMethod(result, shape.with(inside * each), handles, replaces);
      }
    }
    return result;
  }
}
