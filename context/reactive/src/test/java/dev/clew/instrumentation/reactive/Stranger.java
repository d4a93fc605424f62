// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A thread with a queue that is not instrumented, like an event loop's, inside a trace of its own.
 */
final class Stranger implements Executor, AutoCloseable {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Context context;
  private final Thread thread;

  /** Starts a thread on which {@code context} is permanently current. */
  Stranger(Context context) {
    this.context = context;
    this.thread = new Thread(null, this::loop, "stranger", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs {@code task}, and checks that the thread is in its own context afterwards. */
  void run(Runnable task) throws Exception {
    CompletableFuture<Context> left = new CompletableFuture<>();
    execute(
        () -> {
          try {
            task.run();
            left.complete(Context.current());
          } catch (Throwable failure) {
            left.completeExceptionally(failure);
          }
        });
    Context found = left.get(30, TimeUnit.SECONDS);
    if (found != context) {
      throw new AssertionError("the stranger is left in " + found);
    }
  }

  private void loop() {
    try (Scope ignored = context.makeCurrent()) {
      while (true) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
