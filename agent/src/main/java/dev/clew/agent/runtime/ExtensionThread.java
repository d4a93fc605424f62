// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.exporter.thread.OwnThread;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code of extensions while the agent starts. It has a thread of its own that can be abandoned,
 * because the waiting thread is the application's, at its first use of a library.
 */
final class ExtensionThread {
  /** Known to the gate, which must not make this thread wait for the agent to start. */
  private static final String NAME = "clew-extension";

  private static final long TIMEOUT_SECONDS = 5;

  private ExtensionThread() {}

  /**
   * Returns what {@code code} returns.
   *
   * @throws TimeoutException if it does not return; its thread is then interrupted and abandoned
   * @throws Throwable whatever {@code code} throws
   */
  static <T> T call(Callable<T> code) throws Throwable {
    FutureTask<T> task = new FutureTask<>(code);
    Thread thread = OwnThread.daemon(NAME, task);
    thread.start();
    try {
      return uninterruptibly(task);
    } catch (ExecutionException e) {
      throw e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      StackTraceElement[] stack = thread.getStackTrace();
      task.cancel(true);
      throw new TimeoutException(
          "did not return within %d s%s"
              .formatted(TIMEOUT_SECONDS, stack.length == 0 ? "" : "; it is at " + stack[0]));
    }
  }

  /** An interrupt is meant for the application, so it is restored afterwards. */
  private static <T> T uninterruptibly(FutureTask<T> task)
      throws ExecutionException, TimeoutException {
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    try {
      while (true) {
        try {
          return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
