// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

/** A JVM cannot be asked; the message says why, and what to do. */
final class JvmException extends Exception {
  private static final long serialVersionUID = 1L;

  JvmException(String message) {
    super(message);
  }
}
