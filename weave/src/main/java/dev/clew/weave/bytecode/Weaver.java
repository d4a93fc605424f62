// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.link.HookLinker;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.constant.JavaConstantValue;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;

/** Writes hook calls into a class file. Byte Buddy on one class: no agent builder, no hierarchy. */
public final class Weaver {
  private static final TypeDescription.Generic OBJECT =
      TypeDescription.ForLoadedType.of(Object.class).asGenericType();

  /** The class files of the advices, which are needed again and again. */
  private static final ClassFileLocator ADVICE =
      new KeptClassFiles(ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader()));

  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE);
  private final DispatchConstant dispatch;

  /** Makes a weaver of calls that go through {@code dispatch}. */
  public Weaver(DispatchConstant dispatch) {
    this.dispatch = dispatch;
  }

  /**
   * Returns the class file with {@code hooks} called.
   *
   * @param type the description of the class in {@code locator}
   * @param major the version of its class file
   */
  public byte[] weave(
      TypeDescription type,
      int major,
      ClassFileLocator locator,
      TypePool pool,
      List<RegisteredHook> hooks) {
    VersionFloor floor = new VersionFloor(major < Opcodes.V1_6);
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator).visit(floor);
    for (RegisteredHook hook : hooks) {
      for (AsmVisitorWrapper visitor : visitors(hook, type)) {
        builder = builder.visit(visitor);
      }
    }
    return builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool).getBytes();
  }

  private List<AsmVisitorWrapper> visitors(RegisteredHook hook, TypeDescription type) {
    Advice.WithCustomMapping mapping =
        Advice.withCustomMapping()
            .bind(constant(HookAdvice.EnterHandle.class, hook, HookLinker.ENTER, type))
            .bind(constant(HookAdvice.ExitHandle.class, hook, HookLinker.EXIT, type));
    if (hook.onConstructor()) {
      return List.of(
          mapping
              .to(TypeDescription.ForLoadedType.of(HookAdvice.Constructor.class), ADVICE)
              .on(hook::matches));
    }
    Class<?> enter =
        hook.point().replacesArguments() ? HookAdvice.EnterReplacing.class : HookAdvice.Enter.class;
    // Only what is needed: to read an advice costs more than to weave it.
    List<AsmVisitorWrapper> visitors = new ArrayList<>();
    if (matches(type, hook, false)) {
      Advice returning = advice(mapping, enter, HookAdvice.ExitReturning.class);
      visitors.add(returning.on(method -> hook.matches(method) && !returnsNothing(method)));
    }
    if (matches(type, hook, true)) {
      Advice nothing = advice(mapping, enter, HookAdvice.ExitReturningNothing.class);
      visitors.add(nothing.on(method -> hook.matches(method) && returnsNothing(method)));
    }
    return visitors;
  }

  private Advice advice(Advice.WithCustomMapping mapping, Class<?> enter, Class<?> exit) {
    return mapping.to(
        TypeDescription.ForLoadedType.of(enter), TypeDescription.ForLoadedType.of(exit), ADVICE);
  }

  private static boolean matches(TypeDescription type, RegisteredHook hook, boolean nothing) {
    return type.getDeclaredMethods().stream()
        .anyMatch(method -> hook.matches(method) && returnsNothing(method) == nothing);
  }

  private <T extends java.lang.annotation.Annotation> Advice.OffsetMapping.Factory<T> constant(
      Class<T> annotation, RegisteredHook hook, String phase, TypeDescription woven) {
    return new Advice.OffsetMapping.ForStackManipulation.Factory<>(
        annotation, new JavaConstantValue(dispatch.handle(hook.id(), phase, woven)), OBJECT);
  }

  private static boolean returnsNothing(MethodDescription method) {
    return method.getReturnType().represents(void.class);
  }
}
