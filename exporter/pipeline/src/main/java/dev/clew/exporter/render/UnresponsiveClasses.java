// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.trace.Payload;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The classes whose objects did not answer, and the threads that still wait for them.
 *
 * <p>A class is called a second time, and no more if that call does not return either. A payload is
 * Clew's or an extension's, and is stuck because of something that it holds, which another one need
 * not hold: its class is only avoided for a period, which doubles each time. While the maximum
 * number of threads is stuck, no calls are made at all.
 */
public final class UnresponsiveClasses {
  static final int CHANCES = 2;
  static final int MAX_STUCK_THREADS = 8;
  private static final int MAX_CLASSES = 256;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_DOUBLINGS = 10;

  private final LongSupplier nanoTime;
  private final Map<String, Integer> hangs = new HashMap<>();
  private final Map<String, Long> leftAlone = new HashMap<>();
  private long total;
  private int stuckThreads;
  // Read for each call; nothing else is read as long as all calls return.
  private volatile boolean any;

  public UnresponsiveClasses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The counts so far.
   *
   * @param calls how many calls did not return in time
   * @param classes how many classes are not called any more, temporarily or for good
   * @param stuckThreads how many threads are still stuck
   */
  public record Metrics(long calls, int classes, int stuckThreads) {
    /** Nothing is unresponsive. */
    public static final Metrics NONE = new Metrics(0, 0, 0);
  }

  boolean mayCall(Object asked) {
    return !any || !isLeftAlone(asked);
  }

  private synchronized boolean isLeftAlone(Object asked) {
    if (stuckThreads >= MAX_STUCK_THREADS) {
      return true;
    }
    String name = asked.getClass().getName();
    Long until = leftAlone.get(name);
    if (until == null) {
      return false;
    }
    if (asked instanceof Payload && nanoTime.getAsLong() - until >= 0) {
      leftAlone.remove(name);
      return false;
    }
    return true;
  }

  /**
   * Records that a thread is stuck in a call of {@code asked}; returns how often that happened to
   * its class.
   */
  synchronized int stuck(Object asked) {
    any = true;
    total++;
    stuckThreads++;
    String name = asked.getClass().getName();
    if (hangs.size() >= MAX_CLASSES && !hangs.containsKey(name)) {
      return 1; // an application generates classes; the limit of stuck threads applies anyway
    }
    int times = hangs.merge(name, 1, Integer::sum);
    if (times >= CHANCES) {
      long pause = FIRST_PAUSE_NANOS << Math.min(times - CHANCES, MAX_DOUBLINGS);
      leftAlone.put(name, nanoTime.getAsLong() + pause);
    }
    return times;
  }

  /** Records that a stuck thread has returned. */
  synchronized void cameBack() {
    stuckThreads--;
  }

  synchronized boolean isFull() {
    return stuckThreads >= MAX_STUCK_THREADS;
  }

  /** Returns the counts so far. */
  public synchronized Metrics metrics() {
    return new Metrics(total, leftAlone.size(), stuckThreads);
  }
}
