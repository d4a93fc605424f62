// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.lang.reflect.Method;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a thread created by the application or a timer. */
public enum ThreadWay implements Way {
  THREAD {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      Thread thread = new Thread(work);
      thread.start();
      thread.join();
    }
  },
  THREAD_SUBCLASS {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
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
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      pools.timer().schedule(task(counting(work, done)), 0);
      done.await();
    }

    @Override
    public boolean mayFail() {
      return false;
    }
  },
  PERIODIC_TIMER {
    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      CountDownLatch done = new CountDownLatch(2);
      TimerTask task = task(counting(work, done));
      pools.timer().schedule(task, 0, 1);
      done.await();
      task.cancel();
    }

    @Override
    public boolean mayFail() {
      return false;
    }
  },
  VIRTUAL_THREAD {
    @Override
    public boolean exists() {
      return Runtime.version().feature() >= 21;
    }

    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      ((Thread) start.invoke(null, parking(work))).join();
    }
  },
  VIRTUAL_THREAD_PER_TASK {
    @Override
    public boolean exists() {
      return VIRTUAL_THREAD.exists();
    }

    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
      ExecutorService executor = (ExecutorService) make.invoke(null);
      executor.submit(parking(work)).get();
      executor.shutdown();
    }
  },
  STRUCTURED_TASK_SCOPE {
    @Override
    public boolean exists() {
      return Runtime.version().feature() >= 25;
    }

    @Override
    public void run(Pools pools, Runnable work) throws Exception {
      Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
      Object scope = type.getMethod("open").invoke(null);
      try {
        Method fork = type.getMethod("fork", Runnable.class);
        fork.invoke(scope, parking(work));
        fork.invoke(scope, work);
        type.getMethod("join").invoke(scope);
      } finally {
        type.getMethod("close").invoke(scope);
      }
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

  /** Lets a virtual thread change its carrier in between. */
  private static Runnable parking(Runnable work) {
    return () -> {
      java.util.concurrent.locks.LockSupport.parkNanos(1000);
      work.run();
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
}
