// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/** A way into a fork-join pool. */
public enum ForkJoinWay implements Way {
  FORK_JOIN_SUBMIT_RUNNABLE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().submit(work).get();
    }
  },
  FORK_JOIN_SUBMIT_CALLABLE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().submit(calling(work)).get();
    }
  },
  FORK_JOIN_EXECUTE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.forkJoin().execute(counting(work, done));
      done.await();
    }
  },
  FORK_JOIN_INVOKE_ALL {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.forkJoin().invokeAll(List.of(calling(work))).get(0).get();
    }
  },
  RECURSIVE_TASKS {
    @Override
    public void run(Pools pools, Runnable work) {
      pools.forkJoin().invoke(new Halves(work, 8));
    }
  },
  RECURSIVE_ACTION {
    @Override
    public void run(Pools pools, Runnable work) {
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
    public void run(Pools pools, Runnable work) {
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
    public void run(Pools pools, Runnable work) {
      IntStream.range(0, 16).parallel().forEach(i -> work.run());
    }
  },
  PARALLEL_STREAM_IN_POOL {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools
          .forkJoin()
          .submit(() -> IntStream.range(0, 16).parallel().forEach(i -> work.run()))
          .get();
    }
  };

  private static Runnable counting(Runnable work, CountDownLatch done) {
    return () -> {
      try {
        work.run();
      } finally {
        done.countDown();
      }
    };
  }

  private static Callable<Object> calling(Runnable work) {
    return () -> {
      work.run();
      return "done";
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
