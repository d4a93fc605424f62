// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Hands work to another thread many times, outside a trace or inside a tool call. */
public final class ContextPropagationWorkload implements Workload {
  /** The mechanism of the hand-over. */
  public enum Kind {
    EXECUTE(1_000),
    SUBMIT(1_000),
    FORK(1_000),
    FUTURE(1_000),
    SCHEDULE(1_000),
    THREAD(50);

    private final int hops;

    Kind(int hops) {
      this.hops = hops;
    }

    /** Returns the number of hand-overs per run. */
    public int hops() {
      return hops;
    }
  }

  static final String PREFIX = "hop:";
  private static final String INSIDE = ":inside";

  private final Kind kind;
  private final boolean inside;
  private final ServiceWorkload service = new ServiceWorkload(1, this::hopIfInside);
  private final ExecutorService pool =
      Executors.newFixedThreadPool(1, ContextPropagationWorkload::daemon);
  private final ForkJoinPool forks = new ForkJoinPool(1);
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(1, ContextPropagationWorkload::daemon);

  private ContextPropagationWorkload(Kind kind, boolean inside) {
    this.kind = kind;
    this.inside = inside;
    service.run(); // from now on agents are active, inside a trace or not
  }

  /** Returns the name of the workload. */
  public static String name(Kind kind, boolean inside) {
    return PREFIX + kind + (inside ? INSIDE : "");
  }

  static ContextPropagationWorkload named(String name) {
    boolean inside = name.endsWith(INSIDE);
    String kind = name.substring(PREFIX.length(), name.length() - (inside ? INSIDE.length() : 0));
    return new ContextPropagationWorkload(Kind.valueOf(kind), inside);
  }

  @Override
  public long run() {
    if (inside) {
      service.run();
    } else {
      hop();
    }
    return 0;
  }

  private void hopIfInside() {
    if (inside) {
      hop();
    }
  }

  private void hop() {
    try {
      switch (kind) {
        case EXECUTE -> execute();
        case SUBMIT -> await(pool);
        case FORK -> await(forks);
        case FUTURE -> complete();
        case SCHEDULE -> scheduleAll();
        case THREAD -> threads();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(kind.hops());
    for (int i = 0; i < kind.hops(); i++) {
      pool.execute(done::countDown);
    }
    done.await();
  }

  private void await(ExecutorService executor) throws InterruptedException, ExecutionException {
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < kind.hops(); i++) {
      all.add(executor.submit(() -> 1));
    }
    for (Future<Integer> each : all) {
      each.get();
    }
  }

  private void complete() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < kind.hops(); i++) {
      all.add(CompletableFuture.supplyAsync(() -> 1, pool).thenApply(one -> one + 1));
    }
    all.forEach(CompletableFuture::join);
  }

  private void scheduleAll() throws InterruptedException, ExecutionException {
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < kind.hops(); i++) {
      all.add(schedule.schedule(() -> 1, 0, TimeUnit.NANOSECONDS));
    }
    for (Future<Integer> each : all) {
      each.get();
    }
  }

  private void threads() throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < kind.hops(); i++) {
      Thread thread = daemon(() -> {});
      thread.start();
      all.add(thread);
    }
    for (Thread each : all) {
      each.join();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
