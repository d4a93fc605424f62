// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import dev.langchain4j.data.message.AiMessage;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reasoning of an answer, which messages have since 1.2.
 *
 * <p>Uses a method handle looked up once: a compiled reference would switch off the models' hooks
 * for earlier versions, and sizes are computed on the application's thread.
 */
final class Thinking {
  private static final @Nullable MethodHandle THINKING = find();

  private Thinking() {}

  static @Nullable String of(AiMessage message) {
    if (THINKING == null) {
      return null;
    }
    try {
      return (String) THINKING.invokeExact(message);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(AiMessage.class, "thinking", MethodType.methodType(String.class));
    } catch (ReflectiveOperationException before) {
      return null;
    }
  }
}
