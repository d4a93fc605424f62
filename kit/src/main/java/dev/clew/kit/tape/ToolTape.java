// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Records runs of tools, or answers in their place. Of tools that call each other the outermost
 * counts: if it is answered, the others do not run.
 */
public final class ToolTape {
  private static final ContextKey<Boolean> RUNNING = ContextKey.named("tape.tool");

  private final Tape tape;

  public ToolTape(Tape tape) {
    this.tape = tape;
  }

  /** What a tool returns, and how it is kept as a text. */
  public interface ResultForm {
    /** Returns the result that was recorded. */
    Object result(TapeAnswer answer);

    /** Tells the recorder the result; a result that cannot be kept is not completed. */
    void record(@Nullable Object result, TapeRecorder recorder);
  }

  /** Returns whether a tool is running that is recorded, or was not answered. */
  public static boolean isRunning() {
    return Context.current().get(RUNNING) != null;
  }

  /** Makes tools within this one run without the tape, until the scope is closed. */
  public static Scope running() {
    return Context.current().with(RUNNING, true).makeCurrent();
  }

  /** Decides on a run that is about to begin. */
  public TapeDecision begin(TapeRequest request) {
    return isRunning() ? TapeDecision.PASS : tape.begin(request);
  }

  /** Returns or throws what was recorded. */
  public static Object played(TapeAnswer answer, ResultForm form) throws Exception {
    answer.await();
    if (answer.failure() instanceof Error error) {
      throw error;
    }
    if (answer.failure() instanceof Exception exception) {
      throw exception;
    }
    return form.result(answer);
  }

  /** Does what was decided: runs {@code tool}, answers, or both. */
  public static @Nullable Object run(
      TapeDecision decision, Callable<? extends @Nullable Object> tool, ResultForm form)
      throws Exception {
    TapeAnswer played = decision.played();
    if (played != null) {
      return played(played, form);
    }
    TapeRecorder recorder = decision.recorder();
    TapeAnswer answer = decision.answer();
    Object result;
    try (Scope inside = running()) {
      result = tool.call();
    } catch (Exception | Error thrown) {
      if (recorder != null) {
        recorder.failed(thrown);
      }
      if (answer == null) {
        throw thrown;
      }
      return played(answer, form);
    }
    if (recorder != null) {
      recorded(result, recorder, form);
    }
    return answer == null ? result : played(answer, form);
  }

  /** Runs outside the guard of hooks; without an end, the call is not on the tape. */
  private static void recorded(@Nullable Object result, TapeRecorder recorder, ResultForm form) {
    try {
      form.record(result, recorder);
    } catch (RuntimeException | LinkageError cannotBeKept) {
      return;
    }
  }

  /** Calls what throws the exceptions of a tool, which may be checked whatever its method says. */
  public static <T extends @Nullable Object> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception thrown) {
      throw ToolTape.<RuntimeException>as(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler's rule only
  private static <E extends Exception> E as(Exception thrown) throws E {
    throw (E) thrown;
  }
}
