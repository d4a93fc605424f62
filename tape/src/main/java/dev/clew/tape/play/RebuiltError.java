// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import dev.clew.tape.format.ErrorLink;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions from their classes' names and messages. A wrong message would be no detail:
 * frameworks give it to the model, and the next request would differ.
 *
 * <p>A tape is no trusted input: only subclasses of {@link Throwable} are created, by public
 * constructors, from texts and causes.
 */
final class RebuiltError {
  private final @Nullable ClassLoader loader;

  RebuiltError(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns the chain as an exception, or null if it is empty. */
  @Nullable Throwable of(List<ErrorLink> chain) {
    Throwable cause = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      cause = fromTheCall(one(chain.get(i), cause));
    }
    return cause;
  }

  /** What the program prints has no place for Clew: the stack begins where the call was made. */
  private static Throwable fromTheCall(Throwable made) {
    StackTraceElement[] stack = made.getStackTrace();
    int first = 0;
    while (first < stack.length && isBelowTheCall(stack[first].getClassName())) {
      first++;
    }
    made.setStackTrace(Arrays.copyOfRange(stack, first, stack.length));
    return made;
  }

  private static boolean isBelowTheCall(String type) {
    return type.startsWith("dev.clew.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.invoke.");
  }

  private Throwable one(ErrorLink link, @Nullable Throwable cause) {
    Class<?> type = type(link.className());
    Throwable rightMessage = null;
    if (type != null) {
      for (Supplier<@Nullable Throwable> way : ways(type, link.message(), cause)) {
        Throwable made = way.get();
        if (made != null && Objects.equals(made.getMessage(), link.message())) {
          if (made.getCause() == cause) {
            return made;
          }
          rightMessage = rightMessage == null ? made : rightMessage;
        }
      }
    }
    return rightMessage != null ? rightMessage : new RuntimeException(link.message(), cause);
  }

  private @Nullable Class<?> type(String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      boolean usable = Throwable.class.isAssignableFrom(type);
      return usable && !Modifier.isAbstract(type.getModifiers()) ? type : null;
    } catch (ClassNotFoundException | LinkageError missing) {
      return null;
    }
  }

  private static List<Supplier<@Nullable Throwable>> ways(
      Class<?> type, @Nullable String message, @Nullable Throwable cause) {
    List<Supplier<@Nullable Throwable>> ways = new ArrayList<>();
    for (Constructor<?> each : type.getConstructors()) {
      Class<?>[] takes = each.getParameterTypes();
      if (takes.length == 2 && takes[0] == String.class && takesCause(takes[1], cause)) {
        ways.add(() -> make(each, message, cause));
      }
    }
    for (Constructor<?> each : type.getConstructors()) {
      Class<?>[] takes = each.getParameterTypes();
      if (takes.length == 1 && (takes[0] == String.class || takes[0] == Object.class)) {
        ways.add(() -> with(make(each, message), cause));
      }
    }
    for (Constructor<?> each : type.getConstructors()) {
      Class<?>[] takes = each.getParameterTypes();
      if (takes.length == 1 && takesCause(takes[0], cause)) {
        ways.add(() -> make(each, cause));
      }
    }
    for (Constructor<?> each : type.getConstructors()) {
      if (each.getParameterCount() == 0) {
        ways.add(() -> with(make(each), cause));
      }
    }
    return ways;
  }

  private static boolean takesCause(Class<?> parameter, @Nullable Throwable cause) {
    return Throwable.class.isAssignableFrom(parameter)
        && (cause == null || parameter.isInstance(cause));
  }

  private static @Nullable Throwable make(Constructor<?> constructor, @Nullable Object... values) {
    try {
      return (Throwable) constructor.newInstance(values);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return null;
    }
  }

  private static @Nullable Throwable with(@Nullable Throwable made, @Nullable Throwable cause) {
    if (made != null && cause != null && made.getCause() == null) {
      try {
        made.initCause(cause);
      } catch (IllegalStateException | IllegalArgumentException hasNullAsItsCause) {
        return made;
      }
    }
    return made;
  }
}
