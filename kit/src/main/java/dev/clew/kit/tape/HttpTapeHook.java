// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Records and answers the calls of an HTTP client that has a method for calls that block, and one
 * that returns a {@link CompletableFuture}; the latter's hook points have the label {@link #ASYNC}.
 *
 * <p>Answers to asynchronous calls come from another thread, as real ones do: code that waits for
 * what it does next would otherwise wait for itself.
 *
 * @param <Q> the type of requests, usually the first argument
 * @param <R> the type of responses
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // they are the caller's, or callbacks' that throw nothing
public abstract class HttpTapeHook<Q, R> implements Hook<TapeRecorder> {
  public static final String ASYNC = "async";

  private final Tape tape;
  private final Class<Q> requestType;
  private final Class<R> responseType;

  protected HttpTapeHook(Tape tape, Class<Q> requestType, Class<R> responseType) {
    this.tape = tape;
    this.requestType = requestType;
    this.responseType = responseType;
  }

  /** Returns whether a call reaches the network and is one of the library's; by default all are. */
  protected boolean isTaped(Call call) {
    return true;
  }

  /** Returns the request of a call. */
  protected Q request(Call call) {
    return call.required(0, requestType);
  }

  /** Describes a request that {@code client} is about to send. */
  protected abstract TapeRequest describe(Class<?> client, Q request);

  /**
   * Returns whether {@link #withBody} or {@link #replaceBody} is implemented; the hook points then
   * replace arguments.
   */
  protected boolean changesBodies() {
    return false;
  }

  /** Returns the first argument with another body, which is JSON. */
  protected Q withBody(Q request, String body) {
    throw new UnsupportedOperationException();
  }

  /** Returns whether a request can be sent to another path as well. */
  protected boolean changesPaths() {
    return false;
  }

  /**
   * Lets the call send another body, which is JSON.
   *
   * @param path where to send it instead, or null
   */
  protected void replaceBody(Call call, Q request, String body, @Nullable String path)
      throws Exception {
    call.replaceArgument(0, withBody(request, body));
  }

  /** Frees a request that is answered, as a client does once it has sent it. */
  protected abstract void close(Q request);

  /** Returns a response of the tape; not called if the answer never begins. */
  protected abstract R response(Q request, TapeAnswer answer);

  /** Tells the recorder the head of a response and returns one whose body is recorded. */
  protected abstract R recorded(R response, TapeRecorder recorder);

  @Override
  public final @Nullable TapeRecorder enter(Call call) {
    if (!isTaped(call)) {
      return null;
    }
    Q request = request(call);
    TapeRequest described = describe(call.self(Object.class).getClass(), request);
    TapeDecision decision =
        tape.begin(
            changesPaths()
                ? described.withChangeableBodyAndPath()
                : changesBodies() ? described.withChangeableBody() : described);
    TapeAnswer answer = decision.played();
    if (answer == null) {
      return decision.body() == null || changed(call, request, decision.body(), decision.path())
          ? decision.recorder()
          : null;
    }
    if (ASYNC.equals(call.label())) {
      call.answer(() -> later(request, answer));
    } else {
      call.answer(() -> now(request, answer));
    }
    return null;
  }

  /** A request that cannot be changed must not be sent: its answer would be taken for another. */
  private boolean changed(Call call, Q request, String body, @Nullable String path) {
    try {
      replaceBody(call, request, body, path);
      return true;
    } catch (Exception | LinkageError failure) {
      call.answer(
          () -> {
            throw new AssertionError("clew: a request cannot be changed", failure);
          });
      return false;
    }
  }

  private R now(Q request, TapeAnswer answer) throws Exception {
    close(request);
    answer.await();
    if (answer.begins()) {
      return response(request, answer);
    }
    Throwable failure = Objects.requireNonNull(answer.failure());
    if (failure instanceof Error error) {
      throw error;
    }
    throw failure instanceof Exception exception ? exception : new IllegalStateException(failure);
  }

  private CompletableFuture<R> later(Q request, TapeAnswer answer) {
    CompletableFuture<R> future = new CompletableFuture<>();
    tape.executor()
        .execute(
            () -> {
              try {
                future.complete(now(request, answer));
              } catch (Throwable thrown) {
                future.completeExceptionally(thrown);
              }
            });
    return future;
  }

  @Override
  public final @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      recorder.failed(thrown);
    } else if (responseType.isInstance(result)) {
      return recorded(responseType.cast(result), recorder);
    } else if (result instanceof CompletableFuture<?> future) {
      return recorded(future, recorder);
    } else {
      recorder.closedEarly();
    }
    return result;
  }

  /** An own future, because the original belongs to the client; cancelling it cancels the call. */
  private CompletableFuture<Object> recorded(CompletableFuture<?> original, TapeRecorder recorder) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    original.whenComplete(
        (response, thrown) -> {
          if (thrown != null) {
            if (thrown instanceof CancellationException) {
              recorder.closedEarly();
            } else {
              recorder.failed(cause(thrown));
            }
            future.completeExceptionally(thrown);
          } else {
            future.complete(guarded(response, recorder));
          }
        });
    future.whenComplete(
        (response, thrown) -> {
          if (future.isCancelled() && original.cancel(true)) {
            recorder.closedEarly();
          }
        });
    return future;
  }

  /** Runs outside the guard of hooks. */
  private @Nullable Object guarded(@Nullable Object response, TapeRecorder recorder) {
    try {
      return responseType.isInstance(response)
          ? recorded(responseType.cast(response), recorder)
          : response;
    } catch (Throwable internalFailure) {
      recorder.closedEarly();
      return response;
    }
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
