// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;

/** Where a span stood in its trace, without what it said. */
final class SpanPlace extends SilentSpan {
  private final long parentId;

  SpanPlace(TraceState trace, long parentId, long id, SpanType type, String name) {
    super(trace, id, type, name);
    this.parentId = parentId;
  }

  /** Returns {@link RecordingSpan#NO_PARENT} for a topmost span. */
  long parent() {
    return parentId;
  }
}
