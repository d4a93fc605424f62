// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import dev.clew.api.trace.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that answer what a library answers on threads of its own. One for each task, because any
 * of them may wait for another.
 */
public final class AnswerThreads implements Executor {
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    Runnable inContext = Context.current().wrap(task);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    // Not one of Clew's own threads: what the application does on it is refused connections, too.
    Thread thread = new Thread(null, inContext, "clew-answer-" + count.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
  }
}
