// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.io.IOException;

/** A tape that cannot be used; the message is a sentence that says which one and why. */
public final class TapeException extends IOException {
  private static final long serialVersionUID = 1L;

  public TapeException(String message) {
    super(message);
  }

  /** Where it was found says nothing to people, who see the message alone. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
