// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What applications may rely on: their own objects, their order and their exceptions. */
final class Behaviour {
  private Behaviour() {}

  static void show() throws Exception {
    queueHoldsTheTasks();
    prioritiesAreOfTheTasks();
    rejectedIsTheTask();
    failuresAndCancellation();
    hooksOfSubclassesSeeTheTask();
    scheduledTasksStayWhatTheyAre();
  }

  private static void queueHoldsTheTasks() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    ThreadPoolExecutor pool = pool(new LinkedBlockingQueue<>());
    pool.execute(() -> await(blocked));
    Named first = new Named("first", 1);
    Named second = new Named("second", 2);
    pool.execute(first);
    pool.execute(second);
    pool.execute(first);
    System.out.println("queue " + pool.getQueue());
    System.out.println("contains " + pool.getQueue().contains(second));
    System.out.println("removed " + pool.remove(second) + " again " + pool.remove(second));
    FutureTask<String> future = new FutureTask<>(first, "never");
    pool.execute(future);
    System.out.println("removed future " + pool.remove(future));
    List<Runnable> never = pool.shutdownNow();
    System.out.println("never run " + never + " " + (never.get(0) == first));
    blocked.countDown();
  }

  private static void prioritiesAreOfTheTasks() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    ThreadPoolExecutor pool = pool(new PriorityBlockingQueue<>());
    pool.execute(new Named("gate", 0, () -> await(blocked)));
    for (int i : new int[] {3, 1, 2}) {
      pool.execute(new Named("priority " + i, i, () -> System.out.println("runs " + i)));
    }
    blocked.countDown();
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static void rejectedIsTheTask() {
    CountDownLatch blocked = new CountDownLatch(1);
    BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(1);
    ThreadPoolExecutor pool = pool(queue);
    pool.setRejectedExecutionHandler((task, executor) -> System.out.println("rejected " + task));
    pool.execute(() -> await(blocked));
    pool.execute(new Named("queued", 1));
    pool.execute(new Named("too many", 2));
    blocked.countDown();
    pool.shutdown();
  }

  private static void failuresAndCancellation() throws Exception {
    ThreadPoolExecutor pool = pool(new LinkedBlockingQueue<>());
    try {
      pool.submit(
              () -> {
                throw new IllegalStateException("mine");
              })
          .get();
    } catch (ExecutionException e) {
      System.out.println("failed " + e.getCause());
    }
    CountDownLatch blocked = new CountDownLatch(1);
    var running = pool.submit(() -> await(blocked));
    var waiting = pool.submit(() -> System.out.println("must not run"));
    System.out.println("cancelled " + waiting.cancel(false) + " " + running.cancel(true));
    try {
      waiting.get();
    } catch (CancellationException e) {
      System.out.println("cancelled for good " + waiting.isDone());
    }
    pool.shutdown();
  }

  private static void hooksOfSubclassesSeeTheTask() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            System.out.println("before " + task);
          }

          @Override
          protected void afterExecute(Runnable task, Throwable failure) {
            System.out.println("after " + task + " " + failure);
          }
        };
    pool.execute(new Named("hooked", 1));
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  private static void scheduledTasksStayWhatTheyAre() {
    ScheduledThreadPoolExecutor pool =
        (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1);
    var future = pool.schedule(new Named("later", 1), 1, TimeUnit.HOURS);
    System.out.println("scheduled " + pool.getQueue().contains(future));
    System.out.println("never run " + pool.shutdownNow().equals(List.of(future)));
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, queue);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Named(String name, int priority, Runnable work)
      implements Runnable, Comparable<Named> {
    Named(String name, int priority) {
      this(name, priority, () -> {});
    }

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Named other) {
      return Integer.compare(priority, other.priority);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
