// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.Context;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.stream.HandlerProxy;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Interprets the callbacks of a streaming chat model's handler. Does not refer to the handler,
 * whose collection means that the call was abandoned.
 *
 * <p>{@code onError} does not always end the stream. If the application's own callback throws,
 * LangChain4j reports that to {@code onError} and continues streaming.
 */
final class StreamingChatListener implements HandlerProxy.Listener {
  private final CallObservation call;
  private final ChatPayload payload;
  private final StreamingHandles streams;
  // Weak: the call is the value that StreamingHandles attaches to the handle.
  private WeakReference<@Nullable Object> handle = new WeakReference<>(null);

  StreamingChatListener(CallObservation call, ChatPayload payload, StreamingHandles streams) {
    this.call = call;
    this.payload = payload;
    this.streams = streams;
  }

  /** Returns the context for callbacks: that of the caller. */
  @Override
  public Context fallback() {
    return call.callerContext();
  }

  @Override
  public boolean mayCall(Throwable thrown) {
    return Failures.isOfJdkOrLibrary(thrown);
  }

  @Override
  public Context called(String method, Object[] arguments, boolean fromHandler) {
    Object first = arguments.length == 0 ? null : arguments[0];
    if (first == null) {
      return call.callerContext();
    }
    switch (method) {
      case "onPartialResponse", "onPartialToolCall", "onCompleteToolCall" -> {
        recordHandle(arguments);
        call.chunk(first);
      }
      case "onPartialThinking" -> {
        recordHandle(arguments);
        call.span().recordFirstChunk();
        payload.thinking(first);
      }
      case "onCompleteResponse" -> call.answered(first);
      case "onError" -> {
        Throwable error = (Throwable) first;
        if (fromHandler) {
          call.span().addEvent("handler failed", Failures.text(error));
          return call.callerContext().with(Failures.STREAM_CONTINUES, error);
        }
        call.failed(Failures.cause(error));
      }
      default -> {}
    }
    return call.callerContext();
  }

  /** Records the handle by which the application may cancel; it comes with the chunks since 1.8. */
  private void recordHandle(Object[] arguments) {
    Object context = arguments.length > 1 ? arguments[1] : null;
    Object current = context == null ? null : Accessors.read(context, "streamingHandle");
    if (current != null && handle.get() != current) {
      handle = new WeakReference<>(current);
      streams.handle(current, call);
    }
  }
}
