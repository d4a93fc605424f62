// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * The stretch of code in which a {@link Context} is current.
 *
 * <p>Close it on the thread that opened it. Closing twice, late or out of order does no harm: the
 * thread falls back to the nearest scope that is still open.
 */
public interface Scope extends AutoCloseable {
  @Override
  void close();
}
