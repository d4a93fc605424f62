// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.time.Duration;

/**
 * The spans that have ended and wait for the export, with references into the application.
 *
 * <p>A hook asks for it in its constructor, where it sees that what a span refers to is about to
 * become unusable, such as the classes of a web application that is undeployed.
 */
@FunctionalInterface
public interface PendingSpans {
  /**
   * Has everything that waits now rendered, on the export's threads, and waits for that. Nothing is
   * delivered sooner because of it. Never throws; an interrupt of the caller ends the wait and
   * stays set.
   *
   * @param timeout how long to wait at most
   * @return whether all of it was rendered in that time
   */
  boolean render(Duration timeout);
}
