// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.DropWatch;

/**
 * Notices that the application dropped a response or stream without ending it.
 *
 * <p>Shared by the hooks of one application class loader, as is its thread, which ends with them.
 */
public final class Abandonment {
  private final DropWatch watches = new DropWatch();

  /**
   * Runs {@code abandoned}, which must not refer to {@code owner}, when nothing does any more. To
   * be released when the call has ended.
   */
  public DropWatch.Watch watch(Object owner, Runnable abandoned) {
    return watches.watch(owner, abandoned);
  }

  /** Stops watching. */
  public void release(DropWatch.Watch watch) {
    watches.release(watch);
  }
}
