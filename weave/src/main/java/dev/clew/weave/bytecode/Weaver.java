// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.link.HookLinker;
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
import net.bytebuddy.pool.TypePool;

/** Writes hook calls into a class file. Byte Buddy on one class: no agent builder, no hierarchy. */
public final class Weaver {
  private static final TypeDescription.Generic OBJECT =
      TypeDescription.ForLoadedType.of(Object.class).asGenericType();

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
   */
  public byte[] weave(
      TypeDescription type, ClassFileLocator locator, TypePool pool, List<RegisteredHook> hooks) {
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator).visit(new VersionFloor());
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
      return List.of(mapping.to(HookAdvice.Constructor.class).on(hook::matches));
    }
    Class<?> enter =
        hook.point().replacesArguments() ? HookAdvice.EnterReplacing.class : HookAdvice.Enter.class;
    Advice returning = mapping.to(enter, HookAdvice.ExitReturning.class);
    Advice nothing = mapping.to(enter, HookAdvice.ExitReturningNothing.class);
    return List.of(
        returning.on(method -> hook.matches(method) && !returnsNothing(method)),
        nothing.on(method -> hook.matches(method) && returnsNothing(method)));
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
