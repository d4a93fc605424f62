// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** Names the agents around a span, if anybody wants to know. */
enum AgentPaths {
  NONE,
  KEPT;

  /** Returns the names for a span under {@code above}. */
  String below(@Nullable Position above, SpanType type, String name) {
    return this == NONE ? "" : with(above == null ? "" : above.agents(), type, name);
  }

  /** Returns the names for a span beside {@code sibling}, which is at {@code place}. */
  String beside(Position place, Span sibling, SpanType type, String name) {
    if (this == NONE) {
      return "";
    }
    String around = place.agents();
    if (sibling.type() == SpanType.AGENT) {
      around = around.substring(0, Math.max(0, around.length() - sibling.name().length() - 1));
    }
    return with(around, type, name);
  }

  private static String with(String around, SpanType type, String name) {
    if (type != SpanType.AGENT) {
      return around;
    }
    return around.isEmpty() ? name : around + "/" + name;
  }
}
