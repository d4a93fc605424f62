// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.List;
import java.util.stream.Stream;

/** A way in the JDK to run work on another thread; all of them wait for its end. */
public sealed interface Way permits PoolWay, ForkJoinWay, StageWay, ThreadWay {
  /** Runs {@code work}, once or several times. */
  void run(Pools pools, Runnable work) throws Exception;

  /** Returns whether this JDK has it. */
  default boolean exists() {
    return true;
  }

  /**
   * Returns whether an exception affects only the task that throws it. A timer's thread ends with
   * it, and a periodic task runs no more.
   */
  default boolean mayFail() {
    return true;
  }

  /** Returns all ways in this JDK. */
  static List<Way> all() {
    return Stream.<Way[]>of(
            PoolWay.values(), ForkJoinWay.values(), StageWay.values(), ThreadWay.values())
        .flatMap(Stream::of)
        .filter(Way::exists)
        .toList();
  }
}
