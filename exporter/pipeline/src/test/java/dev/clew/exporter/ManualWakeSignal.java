// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A rest that lasts until it is woken or the test says that the time is over. */
final class ManualWakeSignal implements WakeSignal {
  final LinkedBlockingQueue<Long> rests = new LinkedBlockingQueue<>();
  volatile boolean deaf;
  private final Semaphore ends = new Semaphore(0);

  @Override
  public void await(long nanos) {
    rests.add(nanos);
    ends.acquireUninterruptibly();
    ends.drainPermits();
  }

  @Override
  public void wake() {
    if (!deaf) {
      ends.release();
    }
  }

  void timePasses() {
    ends.release();
  }
}
