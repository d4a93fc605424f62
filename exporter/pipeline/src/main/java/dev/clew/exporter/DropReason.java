// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import org.jspecify.annotations.Nullable;

/** Why a whole span was lost before any exporter received it. */
public enum DropReason {
  QUEUE_FULL("queue full", "clew.queue.span-bytes"),
  /** It ended after the pipeline began to close. */
  CLOSED("ended after closing"),
  /** It was still waiting when the time for closing ran out. */
  UNDELIVERED("not delivered in time", "clew.exit.timeout"),
  /** Not even its name and times could be read. */
  UNREADABLE("not readable"),
  /** Requested by an extension's processor, so not a loss. */
  PROCESSOR("dropped by a processor"),
  /** Requested by the user, so not a loss. */
  EXCLUDED("excluded by clew.exclude");

  private final String text;
  private final @Nullable String setting;

  DropReason(String text) {
    this(text, null);
  }

  DropReason(String text, @Nullable String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** Returns whether nothing was lost, because somebody wanted it that way. */
  public boolean isIntended() {
    return this == PROCESSOR || this == EXCLUDED;
  }

  /** Returns the setting that would reduce losses for this reason, or null. */
  public @Nullable String setting() {
    return setting;
  }

  @Override
  public String toString() {
    return text;
  }
}
