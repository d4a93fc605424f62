// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import dev.clew.api.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * The future content of a span, held as references until the export thread renders it.
 *
 * <p>An instrumentation passes it in when it starts a span, and may add references until the span
 * ends. After that the payload must not change: {@link #render} runs once, on the export thread,
 * and may be slow. It must touch only what the payload holds.
 */
@FunctionalInterface
public interface Payload {
  /**
   * Turns the references into data. If it throws, the failure is counted and only the content is
   * lost.
   */
  SpanData render();

  /**
   * Returns what is known from the payload's own fields, without touching any object of the
   * application or the library, whose classes may be gone. Called when {@link #render} failed.
   *
   * @return null if nothing is known
   */
  default @Nullable SpanData outline() {
    return null;
  }

  /**
   * Returns the application's method that the span stands for, such as {@code
   * com.acme.Billing.charge}, or null if it stands for something else. Called on the application's
   * thread, and only if a setting refers to methods.
   */
  default @Nullable String applicationMethod() {
    return null;
  }

  /**
   * Returns roughly how many bytes the payload keeps alive, for the queue's size limit.
   *
   * <p>Called once, on the application's thread, when the span ends, so it must be cheap. The
   * default suits payloads that hold a few short strings.
   */
  default long retainedBytes() {
    return 512;
  }
}
