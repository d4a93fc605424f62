// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/** Decides whether the application may open a network connection. */
@FunctionalInterface
public interface ConnectionPolicy {
  /**
   * Returns whether the connection that the current thread is about to open is refused, which is
   * then counted. Clew's own connections are never refused.
   *
   * @param target host and port, for the log
   */
  boolean refuses(String target);
}
