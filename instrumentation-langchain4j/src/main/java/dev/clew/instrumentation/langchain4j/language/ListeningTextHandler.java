// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.Response;

/**
 * Stands before the application's handler: looks at each callback, then passes it on in the context
 * of the caller. A class and no proxy, unlike that of chat models: this interface has not changed
 * since 1.0, and the reference check switches the hook off should it get another abstract method.
 */
final class ListeningTextHandler<T> implements StreamingResponseHandler<T> {
  private final StreamingResponseHandler<T> handler;
  private final StreamedCompletion completion;
  private final Context caller;
  private final FailureReport failures;

  ListeningTextHandler(
      StreamingResponseHandler<T> handler,
      StreamedCompletion completion,
      Context caller,
      FailureReport failures) {
    this.handler = handler;
    this.completion = completion;
    this.caller = caller;
    this.failures = failures;
  }

  @Override
  public void onNext(String token) {
    pass(() -> completion.arrived(token), () -> handler.onNext(token));
  }

  @Override
  public void onComplete(Response<T> response) {
    pass(() -> completion.completed(response), () -> handler.onComplete(response));
  }

  @Override
  public void onError(Throwable error) {
    pass(() -> completion.reported(error), () -> handler.onError(error));
  }

  private void pass(Runnable listening, Runnable callback) {
    try {
      listening.run();
    } catch (RuntimeException | LinkageError ours) {
      failures.failed(ListeningTextHandler.class, ours);
    }
    try (Scope ignored = caller.makeCurrent()) {
      callback.run();
    } catch (Throwable thrown) {
      completion.handlerThrew(thrown);
      throw thrown;
    }
  }
}
