// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A way through the stages of a {@code CompletableFuture}. */
public enum StageWay implements Way {
  RUN_ASYNC {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture.runAsync(work).join();
    }
  },
  SUPPLY_ASYNC_ON_EXECUTOR {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture.supplyAsync(supplying(work), pools.pool()).join();
    }
  },
  STAGE {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenApply(x -> x).thenAccept(x -> work.run());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work);
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE_ON_EXECUTOR {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work, pools.pool());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  ASYNC_STAGE_ON_OWN_EXECUTOR {
    @Override
    public void run(Pools pools, Runnable work) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work, task -> new Thread(task).start());
      completeElsewhere(pools, first);
      second.join();
    }
  },
  COMPOSED_STAGES {
    @Override
    public void run(Pools pools, Runnable work) {
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
    public void run(Pools pools, Runnable work) {
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
    public void run(Pools pools, Runnable work) {
      Executor later = CompletableFuture.delayedExecutor(10, TimeUnit.MICROSECONDS);
      CompletableFuture.runAsync(work, later).join();
    }
  };

  /** Completes from a thread that is outside any trace, or in another one. */
  private static void completeElsewhere(Pools pools, CompletableFuture<String> future) {
    pools.other().execute(() -> future.complete("done"));
  }

  private static java.util.function.Supplier<Object> supplying(Runnable work) {
    return () -> {
      work.run();
      return "done";
    };
  }
}
