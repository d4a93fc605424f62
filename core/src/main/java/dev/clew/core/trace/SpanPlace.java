// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** Where a span stood in its trace, without what it said. */
final class SpanPlace extends SilentSpan {
  private final @Nullable String parentId;

  SpanPlace(TraceState trace, @Nullable String parentId, long id, SpanType type, String name) {
    super(trace, id, type, name);
    this.parentId = parentId;
  }

  @Nullable String parentId() {
    return parentId;
  }
}
