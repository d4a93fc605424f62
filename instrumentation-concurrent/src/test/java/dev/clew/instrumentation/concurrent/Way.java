// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import java.lang.reflect.Method;
import java.util.List;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A way of the JDK to have work done on another thread; all of them wait for the end of it. */
enum Way {
  EXECUTE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.pool().execute(counting(work, done));
      done.await();
    }
  },
  EXECUTE_IN_NEW_POOL {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      ExecutorService pool = Executors.newSingleThreadExecutor();
      pool.execute(work);
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  },
  EXECUTE_IN_POOL_OF_THREADS_THAT_INHERIT_NOTHING {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      ExecutorService pool =
          Executors.newSingleThreadExecutor(task -> new Thread(null, task, "bare", 0, false));
      pool.execute(work);
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  },
  SUBMIT_RUNNABLE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.pool().submit(work).get();
    }
  },
  SUBMIT_CALLABLE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.pool().submit(calling(work)).get();
    }
  },
  INVOKE_ALL {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.pool().invokeAll(List.of(calling(work))).get(0).get();
    }
  },
  INVOKE_ANY {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.pool().invokeAny(List.of(calling(work)));
    }
  },
  COMPLETION_SERVICE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      ExecutorCompletionService<Object> service = new ExecutorCompletionService<>(pools.pool());
      service.submit(work, "done");
      service.take().get();
    }
  },
  FULL_QUEUE_WITH_CALLER_RUNS {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        pools.tight().execute(counting(i == 0 ? work : () -> {}, done));
      }
      done.await();
    }
  },
  OWN_EXECUTOR_SERVICE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.own().submit(work).get();
    }
  },
  OWN_EXECUTOR_OF_THREADS {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      Executor executor = task -> new Thread(task).start();
      executor.execute(counting(work, done));
      done.await();
    }
  },
  SCHEDULE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.scheduler().schedule(work, 10, TimeUnit.MICROSECONDS).get();
    }
  },
  SCHEDULED_EXECUTE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.scheduler().execute(counting(work, done));
      done.await();
    }
  },
  EVERY_RUN_OF_A_PERIODIC_TASK {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(3);
      ScheduledFuture<?> future =
          pools.scheduler().scheduleAtFixedRate(counting(work, done), 0, 10, TimeUnit.MICROSECONDS);
      done.await();
      future.cancel(false);
    }
  },
  FORK_JOIN_SUBMIT_RUNNABLE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().submit(work).get();
    }
  },
  FORK_JOIN_SUBMIT_CALLABLE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().submit(calling(work)).get();
    }
  },
  FORK_JOIN_EXECUTE {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.forkJoin().execute(counting(work, done));
      done.await();
    }
  },
  FORK_JOIN_INVOKE_ALL {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().invokeAll(List.of(calling(work))).get(0).get();
    }
  },
  RECURSIVE_TASKS {
    @Override
    void run(Pools pools, Runnable work) {
      pools.forkJoin().invoke(new Halves(work, 8));
    }
  },
  RECURSIVE_ACTION {
    @Override
    void run(Pools pools, Runnable work) {
      pools
          .forkJoin()
          .invoke(
              new RecursiveAction() {
                @Override
                protected void compute() {
                  ForkJoinTask.invokeAll(ForkJoinTask.adapt(work), ForkJoinTask.adapt(() -> {}));
                }
              });
    }
  },
  COUNTED_COMPLETER {
    @Override
    void run(Pools pools, Runnable work) {
      pools
          .forkJoin()
          .invoke(
              new CountedCompleter<Void>() {
                @Override
                public void compute() {
                  work.run();
                  tryComplete();
                }
              });
    }
  },
  PARALLEL_STREAM {
    @Override
    void run(Pools pools, Runnable work) {
      IntStream.range(0, 16).parallel().forEach(i -> work.run());
    }
  },
  PARALLEL_STREAM_IN_POOL {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      pools
          .forkJoin()
          .submit(() -> IntStream.range(0, 16).parallel().forEach(i -> work.run()))
          .get();
    }
  },
  RUN_ASYNC {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture.runAsync(work).join();
    }
  },
  SUPPLY_ASYNC_ON_EXECUTOR {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture.supplyAsync(supplying(work), pools.pool()).join();
    }
  },
  STAGE {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenApply(x -> x).thenAccept(x -> work.run());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work);
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE_ON_EXECUTOR {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work, pools.pool());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE_ON_OWN_EXECUTOR {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work, task -> new Thread(task).start());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  COMPOSED_STAGES {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> last =
          first
              .thenCompose(
                  x -> {
                    work.run();
                    return CompletableFuture.supplyAsync(() -> x);
                  })
              .thenCombine(CompletableFuture.supplyAsync(() -> 1), (a, b) -> a)
              .whenComplete((value, failure) -> work.run())
              .thenAccept(x -> {});
      completeElsewhere(pools, first);
      last.join();
    }
  },
  STAGE_AFTER_FAILURE {
    @Override
    void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<String> second =
          first.exceptionally(
              failure -> {
                work.run();
                return "";
              });
      pools.other().execute(() -> first.completeExceptionally(new IllegalStateException()));
      second.join();
    }
  },
  DELAYED_STAGE {
    @Override
    void run(Pools pools, Runnable work) {
      Executor later = CompletableFuture.delayedExecutor(10, TimeUnit.MICROSECONDS);
      CompletableFuture.runAsync(work, later).join();
    }
  },
  THREAD {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      Thread thread = new Thread(work);
      thread.start();
      thread.join();
    }
  },
  THREAD_SUBCLASS {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      Thread thread =
          new Thread() {
            @Override
            public void run() {
              work.run();
            }
          };
      thread.start();
      thread.join();
    }
  },
  TIMER {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.timer().schedule(task(counting(work, done)), 0);
      done.await();
    }
  },
  PERIODIC_TIMER {
    @Override
    void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(2);
      TimerTask task = task(counting(work, done));
      pools.timer().schedule(task, 0, 1);
      done.await();
      task.cancel();
    }
  },
  VIRTUAL_THREAD {
    @Override
    boolean exists() {
      return Runtime.version().feature() >= 21;
    }

    @Override
    void run(Pools pools, Runnable work) throws Exception {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      ((Thread) start.invoke(null, parking(work))).join();
    }
  },
  VIRTUAL_THREAD_PER_TASK {
    @Override
    boolean exists() {
      return VIRTUAL_THREAD.exists();
    }

    @Override
    void run(Pools pools, Runnable work) throws Exception {
      Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
      ExecutorService executor = (ExecutorService) make.invoke(null);
      executor.submit(parking(work)).get();
      executor.shutdown();
    }
  };

  abstract void run(Pools pools, Runnable work) throws Exception;

  boolean exists() {
    return true;
  }

  /** Completes from a thread that is in no trace, or in another one. */
  private static void completeElsewhere(Pools pools, CompletableFuture<String> future) {
    pools.other().execute(() -> future.complete("done"));
  }

  private static Runnable counting(Runnable work, CountDownLatch done) {
    return () -> {
      try {
        work.run();
      } finally {
        done.countDown();
      }
    };
  }

  /** Lets a virtual thread lose its carrier in between. */
  private static Runnable parking(Runnable work) {
    return () -> {
      java.util.concurrent.locks.LockSupport.parkNanos(1000);
      work.run();
    };
  }

  private static Callable<Object> calling(Runnable work) {
    return () -> {
      work.run();
      return "done";
    };
  }

  private static java.util.function.Supplier<Object> supplying(Runnable work) {
    return () -> {
      work.run();
      return "done";
    };
  }

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }

  private static final class Halves extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;
    private final transient Runnable work;
    private final int size;

    Halves(Runnable work, int size) {
      this.work = work;
      this.size = size;
    }

    @Override
    protected Integer compute() {
      if (size == 1) {
        work.run();
        return 1;
      }
      Halves left = new Halves(work, size / 2);
      left.fork();
      return new Halves(work, size - size / 2).compute() + left.join();
    }
  }
}
