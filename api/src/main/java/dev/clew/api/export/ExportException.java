// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells Clew what to do with a batch, or part of one, that an exporter did not deliver.
 *
 * <p>Any other exception counts as a refusal of the whole batch: a batch is sent again only if it
 * is known to be worth a retry.
 */
public final class ExportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a failure means for the batch. */
  public enum Kind {
    /** Nothing was delivered, but the same batch may be accepted later. */
    RETRYABLE,
    /** Nothing was delivered, and a retry would not help. */
    REFUSED,
    /** The rest was delivered; the undelivered records are lost. */
    PARTIAL
  }

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;
  private final int lostSpans;
  private final int lostTraces;

  private ExportException(
      Kind kind,
      String message,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter,
      int lostSpans,
      int lostTraces) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.lostSpans = lostSpans;
    this.lostTraces = lostTraces;
  }

  /**
   * The receiver is unreachable, overloaded or slow.
   *
   * @param retryAfter how long the receiver asked to wait, or null if it did not say
   */
  public static ExportException retryable(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    return new ExportException(Kind.RETRYABLE, message, cause, retryAfter, 0, 0);
  }

  /** The receiver will never accept this batch. */
  public static ExportException refused(String message, @Nullable Throwable cause) {
    return new ExportException(Kind.REFUSED, message, cause, null, 0, 0);
  }

  /** The receiver accepted the batch except for some of its records. */
  public static ExportException partial(
      String message, @Nullable Throwable cause, int lostSpans, int lostTraces) {
    return new ExportException(Kind.PARTIAL, message, cause, null, lostSpans, lostTraces);
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Returns how long the receiver asked to wait before the next attempt, or null if it did not say.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns how many spans of a partially delivered batch were lost. */
  public int lostSpans() {
    return lostSpans;
  }

  /** Returns how many trace records of a partially delivered batch were lost. */
  public int lostTraces() {
    return lostTraces;
  }
}
