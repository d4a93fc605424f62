// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.langchain4j.agent.AgentRun;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.HandlerFailure;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A model call whose answer arrives in pieces: what each callback of the handler means for the
 * span. Does not refer to the handler, whose collection tells that the call was abandoned.
 *
 * <p>{@code onError} is not always the end. When the application's own callback throws, LangChain4j
 * reports that to {@code onError} and goes on streaming.
 */
final class StreamedCall {
  private final ModelFrame frame;
  private final ModelCall call;
  private final Span span;
  private final PartialAnswer partial;
  private final Context parent;
  private final OpenStreams streams;
  // After the first end nothing may change any more: the export thread reads it.
  private final AtomicBoolean over = new AtomicBoolean();
  private final HandlerFailure handlerFailure = new HandlerFailure();
  // Weak: this object is the value that OpenStreams attaches to the handle.
  private WeakReference<@Nullable Object> handle = new WeakReference<>(null);
  private volatile Cleaner.@Nullable Cleanable abandonment;

  StreamedCall(ModelFrame frame, PartialAnswer partial, Context parent, OpenStreams streams) {
    this.frame = frame;
    this.call = frame.call();
    this.span = frame.span();
    this.partial = partial;
    this.parent = parent;
    this.streams = streams;
  }

  /** Returns the context that the handler's callbacks belong to: that of the caller. */
  Context parent() {
    return parent;
  }

  void watchedBy(Cleaner.Cleanable cleanable) {
    abandonment = cleanable;
  }

  /** A piece of the answer, with the library's context object since 1.8. */
  void text(Object chunk, @Nullable Object chunkContext) {
    arrived(chunkContext);
    partial.text(chunk);
  }

  /** A piece of reasoning. */
  void thinking(Object chunk, @Nullable Object chunkContext) {
    arrived(chunkContext);
    partial.thinking(chunk);
  }

  /** A piece of anything else, such as a tool call. */
  void arrived(@Nullable Object chunkContext) {
    span.firstChunk();
    if (chunkContext != null) {
      Object current = Accessors.read(chunkContext, "streamingHandle");
      if (current != null && handle.get() != current) {
        handle = new WeakReference<>(current);
        streams.handle(current, this);
      }
    }
  }

  void completed(@Nullable ChatResponse response) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    partial.complete();
    frame.answered(response, parent);
    if (call.isIncomplete()) {
      // The library hands out what a broken stream has brought as if it were all.
      span.fail(SpanError.of("incomplete_stream", "the stream ended without a finish reason"));
    } else {
      span.end();
    }
    forget();
  }

  /** Returns whether {@code error} ended the call, rather than coming from the handler itself. */
  boolean reported(Throwable error) {
    if (handlerFailure.isBehind(error)) {
      span.event("handler failed", Failures.text(error));
      return false;
    }
    failed(error);
    return true;
  }

  void failed(Throwable thrown) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    partial.close();
    span.fail(Failures.error(thrown));
    forget();
  }

  void handlerThrew(Throwable thrown) {
    handlerFailure.threw(thrown);
  }

  /** The application cancelled the stream or lost interest in it; nobody will be called back. */
  void cancelled() {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    partial.close();
    span.cancel();
    AgentRun agent = AgentRun.of(parent);
    if (agent != null) {
      agent.streamCancelled();
    }
    forget();
  }

  private void forget() {
    Cleaner.Cleanable watched = abandonment;
    if (watched != null) {
      abandonment = null;
      watched.clean();
    }
  }
}
