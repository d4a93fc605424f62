// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the application's stream handler: a listener sees each callback first, then the callback is
 * delegated in the context the listener returns, on whatever thread the library uses.
 *
 * <p>A proxy rather than a class, because new versions of a library add default methods, and those
 * must reach the application's handler.
 */
public final class HandlerProxy implements InvocationHandler {
  private static final int MAX_CAUSES = 8;
  private static final Object[] NO_ARGUMENTS = {};

  private final Object handler;
  private final Listener listener;
  private final FailureReporter failures;
  private volatile @Nullable Throwable thrownByHandler;

  private HandlerProxy(Object handler, Listener listener, FailureReporter failures) {
    this.handler = handler;
    this.listener = listener;
    this.failures = failures;
  }

  /** Sees the callbacks of a handler. Must not refer to the proxy. */
  public interface Listener {
    /**
     * Called before the application's handler.
     *
     * @param fromHandler whether the first argument is an exception thrown by the handler itself in
     *     an earlier callback, or caused by one: some libraries report it to the handler as an
     *     error
     * @return the context in which to call the handler
     */
    Context called(String method, Object[] arguments, boolean fromHandler);

    /**
     * Returns whether it is safe to call getCause on an exception, which is not so for the
     * application's own classes.
     */
    default boolean mayCall(Throwable thrown) {
      return LibraryClasses.isOfJdk(thrown);
    }

    /** Returns the context for calling the handler if {@link #called} failed. */
    Context fallback();
  }

  /**
   * Returns a proxy for {@code handler}, with all of its interfaces if possible.
   *
   * @param type the interface that the library uses
   */
  public static <H> H around(
      Class<H> type, H handler, Listener listener, FailureReporter failures) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    interfaces.add(type);
    for (Class<?> each = handler.getClass(); each != null; each = each.getSuperclass()) {
      interfaces.addAll(Set.of(each.getInterfaces()));
    }
    HandlerProxy proxy = new HandlerProxy(handler, listener, failures);
    Object created;
    try {
      created =
          Proxy.newProxyInstance(
              handler.getClass().getClassLoader(), interfaces.toArray(new Class<?>[0]), proxy);
    } catch (IllegalArgumentException | SecurityException interfacesDoNotCombine) {
      created = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy);
    }
    return type.cast(created);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] actual = arguments == null ? NO_ARGUMENTS : arguments;
    boolean callback = method.getDeclaringClass() != Object.class;
    if (!callback && actual.length == 1 && actual[0] == proxy) {
      return true; // equals
    }
    Context context = callback ? listen(method.getName(), actual) : Context.current();
    try (Scope ignored = context.makeCurrent()) {
      return method.invoke(handler, actual);
    } catch (InvocationTargetException thrown) {
      Throwable real = thrown.getTargetException();
      thrownByHandler = real;
      throw real;
    }
  }

  private Context listen(String method, Object[] arguments) {
    try {
      Object first = arguments.length == 0 ? null : arguments[0];
      return listener.called(
          method, arguments, first instanceof Throwable error && isThrownByHandler(error));
    } catch (RuntimeException | LinkageError internalFailure) {
      failures.report(HandlerProxy.class, internalFailure);
      return listener.fallback();
    }
  }

  private boolean isThrownByHandler(Throwable error) {
    Throwable thrown = thrownByHandler;
    Throwable cause = error;
    for (int depth = 0; thrown != null && cause != null && depth < MAX_CAUSES; depth++) {
      if (cause == thrown) {
        return true;
      }
      cause = listener.mayCall(cause) ? cause.getCause() : null;
    }
    return false;
  }
}
