// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.agent.AgentRun;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's handler: looks at each callback, then passes it on in the context
 * of the caller, on whatever thread the provider uses.
 *
 * <p>A proxy rather than a class: each version of the library adds methods with a default that must
 * reach the application's handler and not ours.
 */
final class ListeningHandler implements InvocationHandler {
  private final StreamingChatResponseHandler handler;
  private final StreamedCall call;
  private final FailureReport failures;

  private ListeningHandler(
      StreamingChatResponseHandler handler, StreamedCall call, FailureReport failures) {
    this.handler = handler;
    this.call = call;
    this.failures = failures;
  }

  static StreamingChatResponseHandler around(
      StreamingChatResponseHandler handler,
      StreamedCall call,
      OpenStreams streams,
      FailureReport failures) {
    Object proxy = proxy(handler, new ListeningHandler(handler, call, failures));
    streams.watch(proxy, call);
    return (StreamingChatResponseHandler) proxy;
  }

  private static Object proxy(StreamingChatResponseHandler handler, ListeningHandler listening) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    interfaces.add(StreamingChatResponseHandler.class);
    for (Class<?> type = handler.getClass(); type != null; type = type.getSuperclass()) {
      interfaces.addAll(Set.of(type.getInterfaces()));
    }
    try {
      return Proxy.newProxyInstance(
          handler.getClass().getClassLoader(), interfaces.toArray(new Class<?>[0]), listening);
    } catch (IllegalArgumentException | SecurityException interfacesDoNotCombine) {
      return Proxy.newProxyInstance(
          StreamingChatResponseHandler.class.getClassLoader(),
          new Class<?>[] {StreamingChatResponseHandler.class},
          listening);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    boolean callback = method.getDeclaringClass() != Object.class;
    if (!callback && given.length == 1 && given[0] == proxy) {
      return true; // equals
    }
    Context context = callback ? listen(method.getName(), given) : Context.current();
    try (Scope ignored = context.makeCurrent()) {
      return method.invoke(handler, given);
    } catch (InvocationTargetException thrown) {
      Throwable real = thrown.getTargetException();
      call.handlerThrew(real);
      throw real;
    }
  }

  /** Returns the context to pass the callback on in; what goes wrong here stays here. */
  private Context listen(String method, Object[] arguments) {
    try {
      return observe(method, arguments);
    } catch (RuntimeException | LinkageError ours) {
      failures.failed(ListeningHandler.class, ours);
      return call.parent();
    }
  }

  private Context observe(String method, Object[] arguments) {
    if (arguments.length == 0 || arguments[0] == null) {
      return call.parent();
    }
    Object chunkContext = arguments.length > 1 ? arguments[1] : null;
    switch (method) {
      case "onPartialResponse" -> call.text(arguments[0], chunkContext);
      case "onPartialThinking" -> call.thinking(arguments[0], chunkContext);
      case "onPartialToolCall", "onCompleteToolCall" -> call.arrived(chunkContext);
      case "onCompleteResponse" -> call.completed((ChatResponse) arguments[0]);
      case "onError" -> {
        if (!call.reported((Throwable) arguments[0])) {
          return call.parent().with(AgentRun.GOES_ON, (Throwable) arguments[0]);
        }
      }
      default -> {}
    }
    return call.parent();
  }
}
