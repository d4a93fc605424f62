// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A way into a pool of threads. */
public enum PoolWay implements Way {
  EXECUTE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.pool().execute(counting(work, done));
      done.await();
    }
  },
  EXECUTE_IN_NEW_POOL {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      ExecutorService pool = Executors.newSingleThreadExecutor();
      pool.execute(work);
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  },
  EXECUTE_IN_POOL_OF_THREADS_THAT_INHERIT_NOTHING {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      ExecutorService pool =
          Executors.newSingleThreadExecutor(task -> new Thread(null, task, "bare", 0, false));
      pool.execute(work);
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  },
  SUBMIT_RUNNABLE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.pool().submit(work).get();
    }
  },
  SUBMIT_CALLABLE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.pool().submit(calling(work)).get();
    }
  },
  INVOKE_ALL {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.pool().invokeAll(List.of(calling(work))).get(0).get();
    }
  },
  INVOKE_ANY {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.pool().invokeAny(List.of(calling(work)));
    }
  },
  COMPLETION_SERVICE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      ExecutorCompletionService<Object> service = new ExecutorCompletionService<>(pools.pool());
      service.submit(work, "done");
      service.take().get();
    }
  },
  FULL_QUEUE_WITH_CALLER_RUNS {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        pools.tight().execute(counting(i == 0 ? work : () -> {}, done));
      }
      done.await();
    }
  },
  OWN_EXECUTOR_SERVICE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.own().submit(work).get();
    }
  },
  OWN_EXECUTOR_OF_THREADS {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      Executor executor = task -> new Thread(task).start();
      executor.execute(counting(work, done));
      done.await();
    }
  },
  SCHEDULE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      pools.scheduler().schedule(work, 10, TimeUnit.MICROSECONDS).get();
    }
  },
  SCHEDULED_EXECUTE {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.scheduler().execute(counting(work, done));
      done.await();
    }
  },
  EVERY_RUN_OF_A_PERIODIC_TASK {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(3);
      ScheduledFuture<?> future =
          pools.scheduler().scheduleAtFixedRate(counting(work, done), 0, 10, TimeUnit.MICROSECONDS);
      done.await();
      future.cancel(false);
    }

    @Override
    public boolean mayFail() {
      return false;
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
}
