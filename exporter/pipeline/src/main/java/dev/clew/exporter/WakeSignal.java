// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How the export thread waits between two rounds. */
interface WakeSignal {
  /**
   * Returns after {@code nanos}, or as soon as {@link #wake} is called or has been called since the
   * last return.
   */
  void await(long nanos);

  /** Ends the waiting; cheap enough for an application thread. */
  void wake();

  /** Waits by parking. */
  final class Parking implements WakeSignal {
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable Thread sleeper;

    @Override
    public void await(long nanos) {
      sleeper = Thread.currentThread();
      long deadline = System.nanoTime() + nanos;
      long remaining = nanos;
      while (!woken.get() && remaining > 0) {
        LockSupport.parkNanos(this, remaining);
        Thread.interrupted(); // a set interrupt flag would turn this loop into a busy loop
        remaining = deadline - System.nanoTime();
      }
      woken.set(false);
    }

    @Override
    public void wake() {
      if (!woken.get() && woken.compareAndSet(false, true)) {
        LockSupport.unpark(sleeper);
      }
    }
  }
}
