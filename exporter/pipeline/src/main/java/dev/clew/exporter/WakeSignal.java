// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The export thread's rest between two rounds. */
interface WakeSignal {
  /** Returns after {@code nanos}, or as soon as {@link #wake} is called or was since last time. */
  void await(long nanos);

  /** Ends the rest; cheap enough for an application thread. */
  void wake();

  /** Rests by parking. */
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
        Thread.interrupted(); // a set interrupt flag would turn this loop into a spin
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
