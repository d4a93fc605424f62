// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says what shall become of a batch, or of a part of it, that an exporter did not deliver.
 *
 * <p>Any other exception of an exporter is taken as a refusal of the whole batch: what is not known
 * to be worth a retry is not sent twice.
 */
public final class ExportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a failure means for the batch. */
  public enum Kind {
    /** Nothing was delivered, but the same batch may be accepted later. */
    RETRYABLE,
    /** Nothing was delivered and nothing of it ever will be. */
    REFUSED,
    /** The rest was delivered; what was not is lost. */
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
   * The receiver is away, overloaded or slow.
   *
   * @param retryAfter how long the receiver asked to be left alone, or null if it did not
   */
  public static ExportException retryable(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    return new ExportException(Kind.RETRYABLE, message, cause, retryAfter, 0, 0);
  }

  /** The receiver will not take this batch, however often it is sent. */
  public static ExportException refused(String message, @Nullable Throwable cause) {
    return new ExportException(Kind.REFUSED, message, cause, null, 0, 0);
  }

  /** The receiver took the batch without some of its records. */
  public static ExportException partial(
      String message, @Nullable Throwable cause, int lostSpans, int lostTraces) {
    return new ExportException(Kind.PARTIAL, message, cause, null, lostSpans, lostTraces);
  }

  public Kind kind() {
    return kind;
  }

  /** Returns how long the receiver asked to be left alone, or null if it did not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns how many spans of a partly delivered batch were lost. */
  public int lostSpans() {
    return lostSpans;
  }

  /** Returns how many trace records of a partly delivered batch were lost. */
  public int lostTraces() {
    return lostTraces;
  }
}
