// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * The advice of {@link HookAdvice} and {@link AnsweringAdvice}, each read once from its class file
 * when a hook first needs it. Everything specific to a hook comes with the {@link WovenMethod}.
 */
final class HookAdvices {
  private @Nullable Advice around;
  private @Nullable Advice replacing;
  private @Nullable Advice answering;
  private @Nullable Advice answeringReplacing;
  private @Nullable Advice constructor;

  /** Returns the advice that calls {@code hook}. */
  synchronized Advice of(RegisteredHook hook) {
    if (hook.onConstructor()) {
      constructor = constructor == null ? read(HookAdvice.Constructor.class) : constructor;
      return constructor;
    }
    if (hook.point().answers()) {
      return answering(hook.point().replacesArguments());
    }
    if (hook.point().replacesArguments()) {
      replacing =
          replacing == null
              ? read(HookAdvice.EnterReplacing.class, HookAdvice.Exit.class)
              : replacing;
      return replacing;
    }
    around = around == null ? read(HookAdvice.Enter.class, HookAdvice.Exit.class) : around;
    return around;
  }

  private Advice answering(boolean replacesArguments) {
    if (replacesArguments) {
      answeringReplacing =
          answeringReplacing == null
              ? read(AnsweringAdvice.EnterReplacing.class, AnsweringAdvice.Exit.class)
              : answeringReplacing;
      return answeringReplacing;
    }
    answering =
        answering == null
            ? read(AnsweringAdvice.Enter.class, AnsweringAdvice.Exit.class)
            : answering;
    return answering;
  }

  private static Advice read(Class<?> enter, Class<?> exit) {
    byte[] before = classFile(enter);
    byte[] after = classFile(exit);
    return mapping()
        .to(
            AdviceClass.of(before),
            AdviceClass.of(after),
            new ClassFileLocator.Simple(Map.of(enter.getName(), before, exit.getName(), after)));
  }

  private static Advice read(Class<?> advice) {
    byte[] classFile = classFile(advice);
    return mapping()
        .to(AdviceClass.of(classFile), ClassFileLocator.Simple.of(advice.getName(), classFile));
  }

  private static Advice.WithCustomMapping mapping() {
    return Advice.withCustomMapping()
        .bind(new HandleMapping<>(HookAdvice.EnterHandle.class, WovenMethod::enter))
        .bind(new HandleMapping<>(HookAdvice.ExitHandle.class, WovenMethod::exit));
  }

  private static byte[] classFile(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }
}
