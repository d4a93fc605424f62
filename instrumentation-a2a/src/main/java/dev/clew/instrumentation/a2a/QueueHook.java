// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Observes the queue that an executor answers to. The queues that it passes its events on to are
 * nobody's here, so that each event counts once.
 */
final class QueueHook implements Hook<Object> {
  static final String CLOSE = "close";

  private final ServedRuns runs;

  QueueHook(ServedRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object queue = call.self(Object.class);
    ServedRun run = runs.ofQueue(queue);
    if (run != null && isOver(run, call)) {
      runs.forget(queue);
    }
    return null;
  }

  private static boolean isOver(ServedRun run, Call call) {
    if (CLOSE.equals(call.label())) {
      return run.queueClosed();
    }
    Object event = call.argument(0, Object.class);
    return event != null && run.event(event);
  }
}
