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
 * Lets a wrapper replace the wrapped object even where the interface has gained methods since the
 * wrapper was compiled.
 *
 * <p>The reference check rejects new abstract methods. A new default method would pass it, but its
 * default implementation would run in place of the library's own. Only in that case is a proxy
 * used, which delegates just those methods.
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
   * Creates the factory; no class is inspected yet.
   *
   * @param type the interface that the application uses
   * @param wrapper Clew's class that implements it
   */
  public DefaultMethodProxy(Class<?> type, Class<?> wrapper) {
    this.type = type;
    this.wrapper = wrapper;
  }

  /**
   * Returns {@code wrapper}, or a proxy that delegates to {@code source} the methods the wrapper
   * lacks.
   */
  @SuppressWarnings("unchecked") // the proxy implements the type, and T is no more specific
  public <T> T of(T source, T wrapper) {
    Set<Method> delegated = unknown.get(source.getClass());
    return delegated.isEmpty()
        ? wrapper
        : (T)
            Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, handler(source, wrapper, delegated));
  }

  private static InvocationHandler handler(Object source, Object wrapper, Set<Method> delegated) {
    return (proxy, method, arguments) -> {
      if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
        return arguments[0] == proxy;
      }
      try {
        return method.invoke(delegated.contains(method) ? source : wrapper, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getTargetException();
      } finally {
        Reference.reachabilityFence(wrapper);
      }
    };
  }

  /** Returns the methods that {@code source} overrides but the wrapper does not. */
  private Set<Method> unknown(Class<?> source) {
    Set<Method> methods = new HashSet<>();
    for (Method method : type.getMethods()) {
      Class<?> declaringType = declaring(wrapper, method);
      if (declaringType.isInterface() && declaring(source, method) != declaringType) {
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
    } catch (NoSuchMethodException isStatic) { // classes do not inherit static interface methods
      return method.getDeclaringClass();
    }
  }
}
