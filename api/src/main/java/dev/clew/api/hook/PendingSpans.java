// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.time.Duration;

/**
 * The spans that have ended and wait for export while they still refer to objects of the
 * application.
 *
 * <p>A hook gets it through its constructor. It is for moments when those objects are about to
 * become unusable, such as the undeployment of a web application.
 */
@FunctionalInterface
public interface PendingSpans {
  /**
   * Renders all waiting spans, on the export threads, and waits until that is done. It does not
   * speed up delivery. Never throws; an interrupt of the caller ends the wait and stays set.
   *
   * @param patience how long to wait without any span being rendered; while some are, five times as
   *     long at most
   * @return whether everything was rendered in that time
   */
  boolean render(Duration patience);
}
