// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the store itself: disk full, file damaged, in use. The message is meant for people.
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
