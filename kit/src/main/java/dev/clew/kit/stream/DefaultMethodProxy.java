// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets a wrapper stand in for what it wraps, even where the interface has grown since the wrapper
 * was compiled.
 *
 * <p>The reference check refuses new abstract methods. A new default method would pass it, and the
 * interface would answer in place of the library's own class. Only then is there a proxy as well,
 * which passes just those methods on.
 */
public final class DefaultMethodProxy {
  private final Class<?> type;
  private final Class<?> wrapper;

  private final ClassValue<Set<Method>> unknown =
      new ClassValue<>() {
        @Override
        protected Set<Method> computeValue(Class<?> source) {
          return unknown(source);
        }
      };

  /**
   * Looks at no class yet.
   *
   * @param type the interface that the application knows
   * @param wrapper our class that implements it
   */
  public DefaultMethodProxy(Class<?> type, Class<?> wrapper) {
    this.type = type;
    this.wrapper = wrapper;
  }

  /** Returns {@code wrapper}, or what answers as {@code source} does where that cannot. */
  @SuppressWarnings("unchecked") // the proxy implements the type, and T is no more than that
  public <T> T of(T source, T wrapper) {
    Set<Method> passedOn = unknown.get(source.getClass());
    return passedOn.isEmpty()
        ? wrapper
        : (T)
            Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, handler(source, wrapper, passedOn));
  }

  private static InvocationHandler handler(Object source, Object wrapper, Set<Method> passedOn) {
    return (proxy, method, arguments) -> {
      if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
        return arguments[0] == proxy;
      }
      try {
        return method.invoke(passedOn.contains(method) ? source : wrapper, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getTargetException();
      } finally {
        Reference.reachabilityFence(wrapper);
      }
    };
  }

  /** Returns the methods that {@code source} has its own answer to, and the wrapper has not. */
  private Set<Method> unknown(Class<?> source) {
    Set<Method> methods = new HashSet<>();
    for (Method method : type.getMethods()) {
      Class<?> answering = declaring(wrapper, method);
      if (answering.isInterface() && declaring(source, method) != answering) {
        methods.add(method);
      }
    }
    return Set.copyOf(methods);
  }

  private static Class<?> declaring(Class<?> implementation, Method method) {
    try {
      return implementation
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass();
    } catch (NoSuchMethodException isStatic) { // which classes do not inherit from interfaces
      return method.getDeclaringClass();
    }
  }
}
