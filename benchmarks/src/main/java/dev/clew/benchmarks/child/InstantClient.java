// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpClient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients whose HTTP client answers immediately.
 *
 * <p>Uses the library's own builder, because some agents hook it, and then replaces the HTTP client
 * wherever the client, or an agent's wrapper of it, holds one.
 */
final class InstantClient {
  private static final String OK_HTTP = "com.openai.client.okhttp.OkHttpClient";

  private InstantClient() {}

  static OpenAIClient answering(Function<byte[], byte[]> answer) {
    OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("sk-none").build();
    HttpClient instant = new InstantHttp(answer);
    Deque<Object> todo = new ArrayDeque<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    todo.add(client);
    boolean replaced = false;
    while (!todo.isEmpty()) {
      Object object = todo.remove();
      if (seen.add(object)) {
        replaced |= replaceIn(object, instant, todo);
      }
    }
    if (!replaced) {
      throw new IllegalStateException("no HTTP client found in " + client.getClass());
    }
    return client;
  }

  private static boolean replaceIn(Object object, HttpClient instant, Deque<Object> todo) {
    if (Proxy.isProxyClass(object.getClass())) {
      todo.add(Proxy.getInvocationHandler(object));
      return false;
    }
    boolean replaced = false;
    for (Class<?> type = object.getClass(); isOfInterest(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object value = read(field, object);
        if (value != null && value.getClass().getName().equals(OK_HTTP)) {
          if (field.getType().isInstance(instant)) {
            write(field, object, instant);
          }
          replaced = true;
        } else if (value != null) {
          todo.add(value);
        }
      }
    }
    return replaced;
  }

  private static boolean isOfInterest(Class<?> type) {
    String name = type.getName();
    return name.startsWith("com.openai.") || name.startsWith("io.opentelemetry.") || isLazy(name);
  }

  /** Services that Kotlin creates on first use. */
  private static boolean isLazy(String name) {
    return name.startsWith("kotlin.") && name.contains("Lazy");
  }

  private static @Nullable Object read(Field field, Object owner) {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return null;
    }
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return null;
    }
  }

  private static void write(Field field, Object owner, HttpClient instant) {
    try {
      field.set(owner, instant);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
