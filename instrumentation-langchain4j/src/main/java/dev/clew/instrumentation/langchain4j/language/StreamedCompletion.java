// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.trace.Span;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.HandlerFailure;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.model.output.Response;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A completion whose text arrives in pieces. Does not refer to the handler, whose collection tells
 * that nobody will be called back any more.
 *
 * <p>As with chat models, an error that the application's own callback threw is reported back to
 * it, and is not the end of the stream.
 */
final class StreamedCompletion {
  private final Span span;
  private final LanguageContent content;
  private final StreamedText text;
  private final AtomicBoolean over = new AtomicBoolean();
  private final HandlerFailure handlerFailure = new HandlerFailure();
  private volatile Cleaner.@Nullable Cleanable abandonment;

  StreamedCompletion(Span span, LanguageContent content, StreamedText text) {
    this.span = span;
    this.content = content;
    this.text = text;
  }

  void watchedBy(Cleaner.Cleanable cleanable) {
    abandonment = cleanable;
  }

  void arrived(@Nullable String piece) {
    span.firstChunk();
    if (piece != null) {
      text.add(piece);
    }
  }

  void handlerThrew(Throwable thrown) {
    handlerFailure.threw(thrown);
  }

  void completed(@Nullable Response<?> response) {
    if (over.compareAndSet(false, true)) {
      if (response != null
          && LibraryObjects.mayAsk(response)
          && response.content() instanceof String) {
        text.complete();
      } else {
        text.close();
      }
      content.answered(response);
      span.end();
      forget();
    }
  }

  void reported(Throwable error) {
    if (handlerFailure.isBehind(error)) {
      span.event("handler failed", Failures.text(error));
    } else {
      failed(error);
    }
  }

  void failed(Throwable error) {
    if (over.compareAndSet(false, true)) {
      text.close();
      span.fail(Failures.error(error));
      forget();
    }
  }

  void cancelled() {
    if (over.compareAndSet(false, true)) {
      text.close();
      span.cancel();
      forget();
    }
  }

  private void forget() {
    Cleaner.Cleanable watched = abandonment;
    if (watched != null) {
      abandonment = null;
      watched.clean();
    }
  }
}
