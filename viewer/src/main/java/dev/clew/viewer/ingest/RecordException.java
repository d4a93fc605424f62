// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

/** A record that cannot be read; the message is meant for people. */
public final class RecordException extends Exception {

  private static final long serialVersionUID = 1;

  public RecordException(String message) {
    super(message);
  }
}
