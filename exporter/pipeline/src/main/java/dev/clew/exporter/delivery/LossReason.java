// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import org.jspecify.annotations.Nullable;

/** Why a record that was rendered did not reach one exporter's receiver. */
public enum LossReason {
  /** The exporter is slower than the application, and what it sends has no place on disk. */
  QUEUE_FULL("its queue was full", "clew.queue.bytes"),
  /** The receiver will never take it. */
  REFUSED("refused"),
  /** The exporter threw something that says nothing about another attempt. */
  FAILED("failed"),
  /** The attempts were used up, and what it sends has no place on disk. */
  RETRIES_EXHAUSTED("gave up"),
  /** The circuit breaker was open, and what it sends has no place on disk. */
  BREAKER_OPEN("receiver unavailable"),
  /** It should have waited on disk, which did not take it. */
  SPOOL_FAILED("not spooled"),
  /** It was under way or waited when the time for closing ran out. */
  UNDELIVERED("not delivered in time", "clew.exit.timeout");

  private final String text;
  private final @Nullable String setting;

  LossReason(String text) {
    this(text, null);
  }

  LossReason(String text, @Nullable String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** Returns the setting with which less would be lost for this reason, or null. */
  public @Nullable String setting() {
    return setting;
  }

  /** Returns whether the exporter's last failure explains it. */
  public boolean explainedByFailure() {
    return this != QUEUE_FULL && this != UNDELIVERED;
  }

  @Override
  public String toString() {
    return text;
  }
}
