// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

/** Where a span is in its trace, and where spans below and beside it belong. */
interface Position {
  TraceState trace();

  long id();

  /**
   * Returns the parent's id, or {@link RecordingSpan#NO_PARENT} if there is no parent, not even a
   * foreign one.
   */
  long parent();

  /** Returns whether no Clew span is above this one. */
  boolean isTop();

  Visibility visibility();

  /** Returns the names of this agent and those around it; empty unless the tracer keeps them. */
  String agents();

  /** Returns the parent of the spans within this one, which take its place if it is hidden. */
  default long parentOfChildren() {
    return visibility().isHidden() ? parent() : id();
  }

  /** Returns whether no Clew span is above the spans within this one. */
  default boolean areChildrenTop() {
    return visibility().isHidden() && isTop();
  }
}
