// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import dev.clew.api.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a span will say, held as references until the export thread asks.
 *
 * <p>An instrumentation hands one over when it starts a span, and goes on adding references to it
 * until the span ends. After the end it must not change any more: {@link #render} then runs once,
 * on the export thread, and may be as slow as it needs to be. It must touch only what it holds.
 */
@FunctionalInterface
public interface Payload {
  /** Turns the references into data; whatever it throws is counted and costs only the content. */
  SpanData render();

  /**
   * Returns what can be told from the payload's own fields, without touching an object of the
   * application or of the library: whose classes may be gone. Asked when {@link #render} failed.
   *
   * @return null if that is nothing
   */
  default @Nullable SpanData outline() {
    return null;
  }

  /**
   * Returns roughly how many bytes the payload keeps alive, for the bound of the queue.
   *
   * <p>Called once, on the application thread, when the span ends: it must be cheap. The default
   * suits payloads that hold a few short strings.
   */
  default long retainedBytes() {
    return 512;
  }
}
