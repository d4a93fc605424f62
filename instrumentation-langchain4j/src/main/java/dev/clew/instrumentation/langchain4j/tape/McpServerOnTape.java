// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server of a transport that was started from the tape: a real one is started once a request is
 * made for real, in a fork or by a tool that runs.
 */
final class McpServerOnTape {
  private static final long MAX_SECONDS = 60;

  private final WeakReference<Object> transport;
  private final @Nullable Object handler;
  private @Nullable Object initialization;
  private boolean real;

  McpServerOnTape(Object transport, @Nullable Object handler) {
    this.transport = new WeakReference<>(transport);
    this.handler = handler;
  }

  synchronized boolean isReal() {
    return real;
  }

  synchronized void initializedWith(Object request) {
    initialization = request;
  }

  /**
   * Starts the real server, and introduces the client.
   *
   * @return what prevented it, or null
   */
  synchronized @Nullable Exception makeReal(boolean initialize) {
    Object target = transport.get();
    if (real || target == null) {
      return null;
    }
    try {
      call(target, McpTransportHook.START, handler);
      if (initialize && initialization != null) {
        Object answer = call(target, McpTransportHook.INITIALIZE, initialization);
        if (answer instanceof Future<?> future) {
          future.get(MAX_SECONDS, TimeUnit.SECONDS);
        }
      }
      real = true;
      return null;
    } catch (InvocationTargetException thrown) {
      return thrown.getCause() instanceof Exception cause ? cause : thrown;
    } catch (Exception failure) {
      return failure;
    }
  }

  /** By name: the parameter of one is in another package since 1.11. */
  private static @Nullable Object call(Object target, String name, @Nullable Object argument)
      throws ReflectiveOperationException {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 1) {
          method.setAccessible(true);
          return method.invoke(target, argument);
        }
      }
    }
    throw new NoSuchMethodException(target.getClass().getName() + "." + name);
  }
}
