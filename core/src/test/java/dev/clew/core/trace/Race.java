// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several threads at the same moment. */
final class Race {
  private Race() {}

  /** An action that returns whether it succeeded. */
  interface Racer {
    boolean run() throws Exception;
  }

  /** Runs all {@code racers} at once and returns how many returned true. */
  static int count(Racer... racers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers.length);
    ExecutorService executor = Executors.newFixedThreadPool(racers.length);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (Racer racer : racers) {
        tasks.add(
            () -> {
              start.await();
              return racer.run();
            });
      }
      int winners = 0;
      for (Future<Boolean> result : executor.invokeAll(tasks)) {
        winners += result.get() ? 1 : 0;
      }
      return winners;
    } finally {
      executor.shutdownNow();
    }
  }
}
