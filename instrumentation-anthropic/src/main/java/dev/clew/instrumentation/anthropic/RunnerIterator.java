// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a tool runner, each of which calls the model and before that the requested tools.
 *
 * <p>The agent's span begins with the first step and is current only during steps: what the
 * application does with a message is not part of the run. It ends when there are no more steps,
 * when one throws, or when the iterator becomes unreachable.
 */
final class RunnerIterator<T> implements Iterator<T> {
  private final Iterator<T> steps;
  private final CallObservations calls;
  private @Nullable AgentRun run;
  private AbandonmentWatcher.@Nullable Watch watch;
  private boolean started;

  RunnerIterator(Iterator<T> steps, CallObservations calls) {
    this.steps = steps;
    this.calls = calls;
  }

  @Override
  public boolean hasNext() {
    boolean more = step(steps::hasNext);
    AgentRun over = more ? null : run;
    if (over != null) {
      guarded(() -> over.end(null));
      release();
    }
    return more;
  }

  @Override
  public T next() {
    return step(steps::next);
  }

  @Override
  public void remove() {
    steps.remove();
  }

  private <R> R step(Supplier<R> action) {
    Scope scope = enter();
    try {
      return action.get();
    } catch (Throwable thrown) {
      AgentRun failed = run;
      if (failed != null) {
        guarded(() -> failed.fail(thrown));
        release();
      }
      throw thrown;
    } finally {
      if (scope != null) {
        guarded(scope::close);
      }
      Reference.reachabilityFence(this);
    }
  }

  private @Nullable Scope enter() {
    try {
      if (!started) {
        started = true;
        begin();
      }
      return run == null ? null : run.context().makeCurrent();
    } catch (Throwable internalFailure) {
      calls.failures().report(RunnerIterator.class, internalFailure);
      return null;
    }
  }

  private void begin() {
    AgentRun begun = AgentRun.start(calls.tracer(), Context.current(), new RunnerPayload(), null);
    if (begun.span().isRecording()) {
      begun.markStreaming();
      run = begun;
      watch = calls.watcher().watch(this, () -> begun.streamStopped("abandoned"));
    }
  }

  private void release() {
    AbandonmentWatcher.Watch last = watch;
    if (last != null) {
      watch = null;
      guarded(() -> calls.watcher().release(last));
    }
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (Throwable internalFailure) {
      calls.failures().report(RunnerIterator.class, internalFailure);
    }
  }
}
