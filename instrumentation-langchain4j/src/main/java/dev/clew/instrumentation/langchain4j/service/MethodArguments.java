// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.kit.value.Values;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.UserName;
import dev.langchain4j.service.V;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call to an AI service or agent, under the names its author uses.
 *
 * <p>Without {@code -parameters} the compiler keeps only {@code arg0}; in that case annotations are
 * used.
 */
public final class MethodArguments {
  private final Method method;
  private final @Nullable Object[] values;

  private MethodArguments(Method method, @Nullable Object[] values) {
    this.method = method;
    this.values = values;
  }

  /** Returns a copy that is unaffected by later changes of the array and its collections. */
  public static MethodArguments snapshot(Method method, @Nullable Object @Nullable [] arguments) {
    @Nullable Object[] values = arguments == null ? new @Nullable Object[0] : arguments.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.snapshot(values[i]);
    }
    return new MethodArguments(method, values);
  }

  /** Returns the argument marked as memory id, as text, or null if there is none. */
  public @Nullable String memoryId() {
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length && i < values.length; i++) {
      Object value = values[i];
      if (value != null && parameters[i].isAnnotationPresent(MemoryId.class)) {
        return Values.key(value);
      }
    }
    return null;
  }

  /** Returns the arguments by name, in order. */
  public Map<String, @Nullable Object> named() {
    Parameter[] parameters = method.getParameters();
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length && i < values.length; i++) {
      named.put(name(parameters[i]), values[i]);
    }
    return named;
  }

  private static String name(Parameter parameter) {
    V variable = parameter.getAnnotation(V.class);
    if (variable != null && !variable.value().isEmpty()) {
      return variable.value();
    }
    if (parameter.isNamePresent()) {
      return parameter.getName();
    }
    if (parameter.isAnnotationPresent(UserMessage.class)) {
      return "userMessage";
    }
    if (parameter.isAnnotationPresent(MemoryId.class)) {
      return "memoryId";
    }
    return parameter.isAnnotationPresent(UserName.class) ? "userName" : parameter.getName();
  }
}
