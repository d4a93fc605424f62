// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.trace.Context;
import dev.clew.kit.stream.ObservedFuture;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets a library's calls be answered from the tape, or else recorded. */
public final class TapedCalls {
  private final Tape tape;

  /** Creates the calls; hooks receive them through their constructor. */
  public TapedCalls(Tape tape) {
    this.tape = tape;
  }

  /** Makes the library's response out of an answer. */
  @FunctionalInterface
  public interface ResponseMaker {
    @Nullable Object response(TapeAnswer answer) throws Exception;
  }

  /**
   * Begins a call that blocks its caller.
   *
   * @param response makes what the method returns
   * @return what records the call, or null if it is not recorded
   */
  public @Nullable TapeRecorder blocking(Call call, TapeRequest request, ResponseMaker response) {
    return begin(call, request, answer -> () -> made(answer, response));
  }

  /**
   * Begins a call that returns a future. It is answered on another thread, as by the library: its
   * caller may wait for what it does next.
   *
   * @param response makes what the future returns
   * @return what records the call, or null if it is not recorded
   */
  public @Nullable TapeRecorder future(Call call, TapeRequest request, ResponseMaker response) {
    return begin(call, request, answer -> () -> later(answer, response));
  }

  /**
   * Begins a call that is answered in a way of the library's own.
   *
   * @param answered returns what runs in place of the method
   * @return what records the call, or null if it is not recorded
   */
  public @Nullable TapeRecorder begin(Call call, TapeRequest request, Answering answered) {
    TapeDecision decision = tape.begin(request);
    TapeAnswer played = decision.played();
    if (played == null) {
      return decision.recorder();
    }
    call.answer(answered.with(played));
    return null;
  }

  /** Says what runs in place of a method. */
  @FunctionalInterface
  public interface Answering {
    Callable<?> with(TapeAnswer answer);
  }

  /** Runs {@code task} where answers are given that the caller does not wait for. */
  public void elsewhere(Runnable task) {
    tape.executor().execute(task);
  }

  private CompletableFuture<@Nullable Object> later(TapeAnswer answer, ResponseMaker response) {
    CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
    elsewhere(
        () -> {
          try {
            future.complete(made(answer, response));
          } catch (Throwable recorded) {
            future.completeExceptionally(recorded);
          }
        });
    return future;
  }

  private static @Nullable Object made(TapeAnswer answer, ResponseMaker response) throws Exception {
    await(answer);
    return response.response(answer);
  }

  /** Waits until the answer begins; throws what the call threw instead of an answer. */
  public static void await(TapeAnswer answer) throws Exception {
    try {
      answer.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    Throwable failure = answer.failure();
    if (failure != null && !answer.begins()) {
      throw TapedCalls.<RuntimeException>unchecked(failure);
    }
  }

  @SuppressWarnings("unchecked") // checked exceptions are thrown as they were recorded
  private static <T extends Throwable> T unchecked(Throwable recorded) throws T {
    throw (T) recorded;
  }

  /**
   * Returns a future in place of {@code source}, whose response or failure is recorded; cancelling
   * it cancels the call.
   *
   * @param recorded returns what the application receives in place of the response
   */
  public static CompletableFuture<@Nullable Object> recording(
      CompletableFuture<?> source, TapeRecorder recorder, UnaryOperator<@Nullable Object> recorded) {
    return ObservedFuture.observe(
        source, Context.current(), recorded, thrown -> ended(recorder, thrown));
  }

  /** Ends a call that threw or was cancelled. */
  public static void ended(TapeRecorder recorder, Throwable thrown) {
    if (thrown instanceof CancellationException) {
      recorder.closedEarly();
    } else {
      recorder.failed(thrown);
    }
  }
}
