// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

/** Why a whole span was lost before any exporter saw it. */
public enum DropReason {
  QUEUE_FULL("queue full"),
  /** It ended after the pipeline began to close. */
  CLOSED("ended after closing"),
  /** It waited when the time for closing ran out. */
  UNDELIVERED("not delivered in time"),
  /** Not even its name and times could be read. */
  UNREADABLE("not readable"),
  /** A processor of an extension wanted it so; no loss. */
  PROCESSOR("dropped by a processor");

  private final String text;

  DropReason(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
