// SPDX-License-Identifier: Apache-2.0
package dev.clew;

/** Something added to the export; {@link #close} removes it. */
public interface Registration extends AutoCloseable {
  /** Removes it: spans exported from now on no longer reach it. A second call has no effect. */
  @Override
  void close();
}
