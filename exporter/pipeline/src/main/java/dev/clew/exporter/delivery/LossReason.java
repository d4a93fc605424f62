// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import org.jspecify.annotations.Nullable;

/** Why a rendered record did not reach one exporter's receiver. */
public enum LossReason {
  /** The exporter is slower than the application, and there is no spool for its batches. */
  QUEUE_FULL("its queue was full", "clew.queue.bytes"),
  /** The receiver will never accept it. */
  REFUSED("refused"),
  /** The exporter threw an exception that does not allow a retry. */
  FAILED("failed"),
  /** All attempts failed, and there is no spool for the exporter's batches. */
  RETRIES_EXHAUSTED("gave up"),
  /** The circuit breaker was open, and there is no spool for the exporter's batches. */
  BREAKER_OPEN("receiver unavailable"),
  /** It was meant for the spool, which did not accept it. */
  SPOOL_FAILED("not spooled"),
  /** It was in progress or waiting when the time for closing ran out. */
  UNDELIVERED("not delivered in time", "clew.exit.timeout"),
  /** The user has switched the exporter off. */
  SWITCHED_OFF("switched off");

  private final String text;
  private final @Nullable String setting;

  LossReason(String text) {
    this(text, null);
  }

  LossReason(String text, @Nullable String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** Returns the setting that would reduce losses for this reason, or null. */
  public @Nullable String setting() {
    return setting;
  }

  /** Returns whether the exporter's last failure explains the loss. */
  public boolean explainedByFailure() {
    return this != QUEUE_FULL && this != UNDELIVERED && this != SWITCHED_OFF;
  }

  @Override
  public String toString() {
    return text;
  }
}
