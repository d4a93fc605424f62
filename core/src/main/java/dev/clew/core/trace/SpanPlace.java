// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;

/** Where a span stood in its trace, without what it said. */
final class SpanPlace extends SilentSpan {
  private final long parentId;
  private final boolean top;

  SpanPlace(TraceState trace, long parentId, boolean top, long id, SpanType type, String name) {
    super(trace, id, type, name);
    this.parentId = parentId;
    this.top = top;
  }

  /** Returns {@link RecordingSpan#NO_PARENT} if there is nothing above. */
  long parent() {
    return parentId;
  }

  boolean isTop() {
    return top;
  }
}
