// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;

/** The position of a span in its trace, without its content. */
final class SpanPlace extends SilentSpan {
  private final long parentId;
  private final boolean top;

  SpanPlace(TraceState trace, long parentId, boolean top, long id, SpanType type, String name) {
    super(trace, id, type, name);
    this.parentId = parentId;
    this.top = top;
  }

  /** Returns the parent's id, or {@link RecordingSpan#NO_PARENT} if there is none. */
  long parent() {
    return parentId;
  }

  boolean isTop() {
    return top;
  }
}
