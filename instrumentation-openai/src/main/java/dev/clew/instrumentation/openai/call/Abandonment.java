// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the application dropped a response or stream without ending it.
 *
 * <p>Shared by the hooks of one application class loader, as is its thread, which ends with them.
 */
public final class Abandonment {
  private final Cleaner cleaner = Cleaner.create();

  /** Runs {@code abandoned} when nothing refers to {@code owner} any more. */
  public Watch watch(Object owner, Runnable abandoned) {
    Watch watch = new Watch(abandoned);
    watch.cleanable = cleaner.register(owner, watch);
    return watch;
  }

  /**
   * One object being watched. Must not refer to it, and must be released when the call has ended: a
   * cleaner keeps its actions, and what they refer to, until long after that.
   */
  public static final class Watch implements Runnable {
    private final Runnable abandoned;
    private volatile boolean released;
    private Cleaner.@Nullable Cleanable cleanable;

    private Watch(Runnable abandoned) {
      this.abandoned = abandoned;
    }

    @Override
    public void run() {
      if (!released) {
        abandoned.run();
      }
    }

    /** Stops watching. */
    public void release() {
      released = true;
      Cleaner.Cleanable registered = cleanable;
      if (registered != null) {
        registered.clean();
      }
    }
  }
}
