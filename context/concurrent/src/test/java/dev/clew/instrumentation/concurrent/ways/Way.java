// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.List;
import java.util.stream.Stream;

/** A way of the JDK to have work done on another thread; all of them wait for the end of it. */
public sealed interface Way permits PoolWay, ForkJoinWay, StageWay, ThreadWay {
  /** Has {@code work} done, once or several times. */
  void run(Pools pools, Runnable work) throws Exception;

  /** Tells whether this JDK has it. */
  default boolean exists() {
    return true;
  }

  /**
   * Tells whether a task that throws is that task's affair alone. A timer's thread ends with it,
   * and a periodic task runs no more.
   */
  default boolean mayFail() {
    return true;
  }

  /** Returns all that this JDK has. */
  static List<Way> all() {
    return Stream.<Way[]>of(
            PoolWay.values(), ForkJoinWay.values(), StageWay.values(), ThreadWay.values())
        .flatMap(Stream::of)
        .filter(Way::exists)
        .toList();
  }
}
