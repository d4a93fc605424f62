// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import dev.clew.api.trace.Context;
import dev.clew.exporter.thread.OwnThread;
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
    Thread thread = OwnThread.daemon("clew-answer-" + count.incrementAndGet(), inContext);
    thread.setContextClassLoader(loader);
    thread.start();
  }
}
