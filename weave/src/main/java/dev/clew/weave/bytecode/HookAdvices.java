// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import dev.clew.weave.RegisteredHook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * The advices of {@link HookAdvice}, each read from its class file when a hook first needs it, and
 * once: what differs from hook to hook comes with the {@link WovenMethod}.
 */
final class HookAdvices {
  private @Nullable Advice around;
  private @Nullable Advice replacing;
  private @Nullable Advice constructor;

  /** Returns the advice that calls {@code hook}. */
  synchronized Advice of(RegisteredHook hook) {
    if (hook.onConstructor()) {
      constructor = constructor == null ? read(HookAdvice.Constructor.class) : constructor;
      return constructor;
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

  private static Advice read(Class<?> advice) {
    byte[] classFile = classFile(advice);
    return mapping()
        .to(AdviceClass.of(classFile), ClassFileLocator.Simple.of(advice.getName(), classFile));
  }

  private static Advice read(Class<?> enter, Class<?> exit) {
    Map<String, byte[]> classFiles = new HashMap<>();
    classFiles.put(enter.getName(), classFile(enter));
    classFiles.put(exit.getName(), classFile(exit));
    return mapping()
        .to(
            AdviceClass.of(classFiles.get(enter.getName())),
            AdviceClass.of(classFiles.get(exit.getName())),
            new ClassFileLocator.Simple(classFiles));
  }

  private static Advice.WithCustomMapping mapping() {
    return Advice.withCustomMapping()
        .with(AdviceClass.READER)
        .bind(new HandleMapping<>(HookAdvice.EnterHandle.class, WovenMethod::enter))
        .bind(new HandleMapping<>(HookAdvice.ExitHandle.class, WovenMethod::exit));
  }

  private static byte[] classFile(Class<?> type) {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      if (in == null) {
        throw new IllegalStateException("the class file of " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }
}
