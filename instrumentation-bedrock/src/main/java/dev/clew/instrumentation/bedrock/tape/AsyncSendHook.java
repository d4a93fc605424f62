// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.core.internal.http.TransformingAsyncResponseHandler;
import software.amazon.awssdk.core.internal.http.async.SimpleHttpContentPublisher;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Records and answers an asynchronous request, whose handler receives the response and whose future
 * says when it is over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // callbacks that throw nothing
final class AsyncSendHook implements Hook<TapeRecorder> {
  private final Tape tape;

  AsyncSendHook(Tape tape) {
    this.tape = tape;
  }

  @Override
  public @Nullable TapeRecorder enter(Call call) {
    AsyncExecuteRequest.Builder builder = call.required(1, AsyncExecuteRequest.Builder.class);
    AsyncExecuteRequest request = builder.build();
    RequestExecutionContext context = call.required(0, RequestExecutionContext.class);
    if (request.fullDuplex() || !SentRequest.isOfBedrock(context)) {
      return null;
    }
    TransformingAsyncResponseHandler<?> handler =
        call.required(2, TransformingAsyncResponseHandler.class);
    Class<?> stage = call.self(Object.class).getClass();
    TapeDecision decision =
        tape.begin(SentRequest.described(stage, request.request()).withChangeableBodyAndPath());
    TapeAnswer answer = decision.played();
    TapeRecorder recorder = decision.recorder();
    if (answer != null) {
      SentRequest.started(context);
      call.answer(() -> answered(answer, handler));
      return null;
    }
    String body = decision.body();
    if (body != null && !changed(call, handler, builder, context, body, decision.path())) {
      return null;
    }
    if (recorder != null) {
      call.replaceArgument(2, new RecordingHandler<>(handler, recorder));
    }
    return recorder;
  }

  /** A request that cannot be changed must not be sent: its answer would be taken for another. */
  private static boolean changed(
      Call call,
      SdkAsyncHttpResponseHandler handler,
      AsyncExecuteRequest.Builder builder,
      RequestExecutionContext context,
      String body,
      @Nullable String path) {
    try {
      SdkHttpFullRequest sent = (SdkHttpFullRequest) builder.build().request();
      SdkHttpFullRequest changed = ChangedRequest.of(sent, context, body, path);
      builder.request(changed).requestContentPublisher(new SimpleHttpContentPublisher(changed));
      return true;
    } catch (RuntimeException | LinkageError failure) {
      AssertionError error = new AssertionError("clew: a request cannot be changed", failure);
      call.answer(
          () -> {
            handler.onError(error);
            return CompletableFuture.failedFuture(error);
          });
      return false;
    }
  }

  private CompletableFuture<@Nullable Void> answered(
      TapeAnswer answer, SdkAsyncHttpResponseHandler handler) {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    Consumer<@Nullable Throwable> end =
        thrown -> {
          if (thrown == null) {
            over.complete(null);
          } else {
            handler.onError(thrown);
            over.completeExceptionally(thrown);
          }
        };
    tape.executor()
        .execute(
            () -> {
              try {
                answer.await();
                if (!answer.begins()) {
                  end.accept(Objects.requireNonNull(answer.failure()));
                  return;
                }
                handler.onHeaders(SentRequest.head(answer));
                handler.onStream(new PlayedPublisher(answer.body(), tape.executor(), end));
              } catch (Throwable thrown) {
                end.accept(thrown);
              }
            });
    return over;
  }

  @Override
  public @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      recorder.failed(thrown);
    } else if (result instanceof CompletableFuture<?> over) {
      over.whenComplete((nothing, failure) -> ended(recorder, failure));
    }
    return result;
  }

  private static void ended(TapeRecorder recorder, @Nullable Throwable failure) {
    if (failure instanceof CancellationException) {
      recorder.closedEarly();
    } else if (failure != null) {
      recorder.failed(failure);
    }
  }
}
