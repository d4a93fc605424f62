// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.kit.stream.HandlerProxy;
import dev.clew.kit.stream.HookedCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * Sees what the SDK passes to the application's handler of a stream. The call ends with the future
 * or, if that comes first, with the stream: an error may still be followed by a retry.
 */
record StreamListener(HookedCall call, BedrockPayload payload) implements HandlerProxy.Listener {
  /** Returns what the SDK receives in place of {@code handler}. */
  static Object around(Object handler, HookedCall call, FailureReporter failures) {
    Class<?> type = handlerType(handler.getClass());
    return type != null && call.payload() instanceof BedrockPayload payload
        ? around(type, handler, new StreamListener(call, payload), failures)
        : handler;
  }

  private static <H> H around(
      Class<H> type, Object handler, StreamListener listener, FailureReporter failures) {
    return HandlerProxy.around(type, type.cast(handler), listener, failures);
  }

  /** Returns the service's interface that a handler implements, such as that of an operation. */
  private static @Nullable Class<?> handlerType(@Nullable Class<?> type) {
    if (type == null || type == EventStreamResponseHandler.class) {
      return null;
    }
    for (Class<?> each : type.getInterfaces()) {
      Class<?> found =
          each.getName().startsWith("software.amazon.awssdk.services.")
                  && EventStreamResponseHandler.class.isAssignableFrom(each)
              ? each
              : handlerType(each);
      if (found != null) {
        return found;
      }
    }
    return handlerType(type.getSuperclass());
  }

  @Override
  public Context called(String method, Object[] arguments, boolean fromHandler) {
    if (method.equals("responseReceived")) {
      payload.result(arguments[0]);
    } else if (method.equals("onEventStream") && arguments[0] instanceof SdkPublisher<?> events) {
      payload.restarted();
      arguments[0] = ObservedEvents.of(events, call, payload);
    }
    return call.callerContext();
  }

  @Override
  public Context fallback() {
    return call.callerContext();
  }
}
