// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservations;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an agent that works while the application iterates over its messages.
 *
 * <p>The agent's span begins with the first step and is current only during steps: what the
 * application does with a message is not part of the run. It ends when there are no more steps,
 * when one throws, or when the iterator becomes unreachable.
 */
public final class AgentIterator<T> implements Iterator<T> {
  private final Iterator<T> steps;
  private final CallObservations calls;
  private final Supplier<AgentPayload> payload;
  private @Nullable AgentRun run;
  private AbandonmentWatcher.@Nullable Watch watch;
  private boolean started;

  /**
   * Observes {@code steps}, as lazily as the application uses them.
   *
   * @param payload creates the content of the span when it begins
   */
  public AgentIterator(Iterator<T> steps, CallObservations calls, Supplier<AgentPayload> payload) {
    this.steps = steps;
    this.calls = calls;
    this.payload = payload;
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
      calls.failures().report(AgentIterator.class, internalFailure);
      return null;
    }
  }

  private void begin() {
    AgentRun begun = AgentRun.start(calls.tracer(), Context.current(), payload.get(), null);
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
      calls.failures().report(AgentIterator.class, internalFailure);
    }
  }
}
