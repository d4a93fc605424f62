// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

/** Whether a span is exported, and what that means for the spans around it. */
enum Visibility {
  SHOWN,
  HIDDEN,
  /** Hidden with everything within it. */
  HIDDEN_SUBTREE,
  /** Hidden because a span above it is. */
  WITHIN_HIDDEN;

  static Visibility of(SpanExclusion.Extent excluded) {
    return switch (excluded) {
      case NOTHING -> SHOWN;
      case SPAN -> HIDDEN;
      case SUBTREE -> HIDDEN_SUBTREE;
    };
  }

  boolean isHidden() {
    return this != SHOWN;
  }

  boolean hidesChildren() {
    return this == HIDDEN_SUBTREE || this == WITHIN_HIDDEN;
  }

  boolean hidesSiblings() {
    return this == WITHIN_HIDDEN;
  }
}
