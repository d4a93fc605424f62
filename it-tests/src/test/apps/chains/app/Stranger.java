// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread started before any chain, which runs each task within a step of its own. */
final class Stranger implements Executor {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  private Stranger() {}

  static Stranger start() {
    Stranger stranger = new Stranger();
    Thread thread = new Thread(stranger::work, "stranger");
    thread.setDaemon(true);
    thread.start();
    return stranger;
  }

  private void work() {
    try {
      for (long done = 0; true; done++) {
        Steps.step("CUSTOM", "stranger/" + done, tasks.take());
      }
    } catch (InterruptedException end) {
      return;
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }
}
