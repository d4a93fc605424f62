// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

/** A change is not possible; the message is one line for the user, and nothing has changed. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Refuses with a line that names the setting, the value and the remedy. */
  public RefusedException(String line) {
    super(line);
  }
}
