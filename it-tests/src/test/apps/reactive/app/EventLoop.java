// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread with a queue, like Netty's event loops. */
final class EventLoop implements Executor {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  EventLoop() {
    Thread thread = new Thread(this::loop, "loop");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  private void loop() {
    try {
      while (true) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      // the end
    }
  }
}
