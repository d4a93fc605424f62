// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.trace.Scope;
import dev.clew.kit.tape.ToolTape.ResultForm;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Records and answers a method that runs a tool. */
public abstract class ToolHook implements Hook<ToolHook.Run> {
  private final ToolTape tools;
  private final ResultForm form;

  protected ToolHook(ToolTape tools, ResultForm form) {
    this.tools = tools;
    this.form = form;
  }

  /** A tool that runs; only {@link ToolHook} reads it. */
  protected record Run(@Nullable TapeRecorder recorder, Scope inside) {}

  /** Describes the run, or returns null if it is none that the tape knows. */
  protected abstract @Nullable TapeRequest describe(Call call);

  /** Returns the method as the caller called it. */
  protected abstract Callable<? extends @Nullable Object> again(Call call);

  @Override
  public final @Nullable Run enter(Call call) {
    TapeRequest request = ToolTape.isRunning() ? null : describe(call);
    if (request == null) {
      return null;
    }
    TapeDecision decision = tools.begin(request);
    TapeAnswer answer = decision.answer();
    if (answer == null) {
      return new Run(decision.recorder(), ToolTape.running());
    }
    if (decision.recorder() == null) {
      call.answer(() -> ToolTape.played(answer, form));
    } else {
      // A hook cannot exchange what a method throws, so it is called from within its answer.
      Callable<? extends @Nullable Object> tool = again(call);
      call.answer(() -> ToolTape.run(decision, tool, form));
    }
    return null;
  }

  @Override
  public final @Nullable Object exit(Run run, @Nullable Object result, @Nullable Throwable thrown) {
    run.inside().close();
    TapeRecorder recorder = run.recorder();
    if (recorder != null && thrown != null) {
      recorder.failed(thrown);
    } else if (recorder != null) {
      form.record(result, recorder);
    }
    return result;
  }
}
