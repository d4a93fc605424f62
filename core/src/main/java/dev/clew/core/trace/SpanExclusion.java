// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;

/**
 * Decides as a span starts whether it is left out. Called on the application's thread.
 *
 * <p>At the start and not at the end, because the spans within one that is left out end before it
 * and have to know their parent.
 */
@FunctionalInterface
public interface SpanExclusion {
  /** What is left out. */
  enum Extent {
    NOTHING,
    /** The span; those within it become children of its parent. */
    SPAN,
    /** The span and everything within it. */
    SUBTREE
  }

  /** Returns what is left out because of a span that starts. */
  Extent of(SpanType type, String name, Payload payload);
}
