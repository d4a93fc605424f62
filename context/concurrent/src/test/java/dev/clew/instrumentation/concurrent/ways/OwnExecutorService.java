// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Like those of frameworks: with its own queue and threads. */
final class OwnExecutorService extends AbstractExecutorService {
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

  OwnExecutorService() {
    for (int i = 0; i < 3; i++) {
      Thread thread = new Thread(this::work);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    try {
      while (true) {
        queue.take().run();
      }
    } catch (InterruptedException end) {
      return;
    }
  }

  @Override
  public void execute(Runnable command) {
    queue.add(command);
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
