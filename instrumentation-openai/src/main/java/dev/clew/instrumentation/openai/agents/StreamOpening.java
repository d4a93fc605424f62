// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/**
 * The period in which the library opens a session's stream.
 *
 * <p>The parts that the library creates during it belong to the run, and its calls of its own
 * methods start no other run. Contexts are carried to other threads and outlive their scope, which
 * must not happen here.
 */
final class StreamOpening {
  private static final ContextKey<StreamOpening> KEY = ContextKey.named("openai session opening");

  private final SessionRun run;
  private final Thread thread = Thread.currentThread();
  private final Scope scope;
  private volatile boolean open = true;

  private StreamOpening(SessionRun run) {
    this.run = run;
    this.scope = run.context().with(CallObservation.SPAN, run.span()).with(KEY, this).makeCurrent();
  }

  static StreamOpening of(SessionRun run) {
    return new StreamOpening(run);
  }

  /** Returns the run whose stream this thread is opening, or null. */
  static @Nullable SessionRun current() {
    StreamOpening opening = Context.current().get(KEY);
    return opening != null && opening.open && opening.thread == Thread.currentThread()
        ? opening.run
        : null;
  }

  SessionRun run() {
    return run;
  }

  void close() {
    open = false;
    scope.close();
  }
}
