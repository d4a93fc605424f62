// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.hook.FailureReport;
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
 * Stands before the application's handler of a stream: lets a listener see each callback, then
 * passes it on in the context that the listener names, on whatever thread the library uses.
 *
 * <p>A proxy rather than a class: each version of a library adds methods with a default, which must
 * reach the application's handler and not ours.
 */
public final class HandlerProxy implements InvocationHandler {
  private static final int MAX_CAUSES = 8;
  private static final Object[] NO_ARGUMENTS = {};

  private final Object handler;
  private final Listener listener;
  private final FailureReport failures;
  private volatile @Nullable Throwable thrownByHandler;

  private HandlerProxy(Object handler, Listener listener, FailureReport failures) {
    this.handler = handler;
    this.listener = listener;
    this.failures = failures;
  }

  /** Sees the callbacks of a handler. Must not refer to the proxy. */
  public interface Listener {
    /**
     * Takes a callback, before the application's handler does.
     *
     * @param fromHandler whether the first argument is, or was caused by, what the handler itself
     *     threw at an earlier callback: some libraries report that to the handler as an error
     * @return the context to pass the callback on in
     */
    Context called(String method, Object[] arguments, boolean fromHandler);

    /**
     * Returns whether an exception may be asked for its cause: not one of the application's own.
     */
    default boolean mayAsk(Throwable thrown) {
      return LibraryClasses.isOfJdk(thrown);
    }

    /** Returns the context to pass a callback on in that could not be listened to. */
    Context fallback();
  }

  /**
   * Returns a proxy for {@code handler}, with all of its interfaces where that is possible.
   *
   * @param type the interface that the library knows
   */
  public static <H> H around(Class<H> type, H handler, Listener listener, FailureReport failures) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    interfaces.add(type);
    for (Class<?> each = handler.getClass(); each != null; each = each.getSuperclass()) {
      interfaces.addAll(Set.of(each.getInterfaces()));
    }
    HandlerProxy proxy = new HandlerProxy(handler, listener, failures);
    Object made;
    try {
      made =
          Proxy.newProxyInstance(
              handler.getClass().getClassLoader(), interfaces.toArray(new Class<?>[0]), proxy);
    } catch (IllegalArgumentException | SecurityException interfacesDoNotCombine) {
      made = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy);
    }
    return type.cast(made);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
    boolean callback = method.getDeclaringClass() != Object.class;
    if (!callback && given.length == 1 && given[0] == proxy) {
      return true; // equals
    }
    Context context = callback ? listen(method.getName(), given) : Context.current();
    try (Scope ignored = context.makeCurrent()) {
      return method.invoke(handler, given);
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
      failures.failed(HandlerProxy.class, internalFailure);
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
      cause = listener.mayAsk(cause) ? cause.getCause() : null;
    }
    return false;
  }
}
