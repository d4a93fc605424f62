// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * The period during which a {@link Context} is current on a thread.
 *
 * <p>Close it on the thread that opened it. Closing it twice, late or out of order is harmless: the
 * thread falls back to the nearest scope that is still open.
 */
public interface Scope extends AutoCloseable {
  @Override
  void close();
}
