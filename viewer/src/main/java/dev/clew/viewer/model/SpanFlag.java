// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is remarkable about a span. The order is that of the bits in the store: add at the end. */
public enum SpanFlag {
  /** A guardrail that stopped something. */
  TRIGGERED,
  /** The answer ended at the token limit. */
  ANSWER_CUT,
  RETRIED,
  /** Reconstructed from messages. */
  INFERRED,
  /** The parent belongs to another service or tracer. */
  REMOTE,
  MCP,
  /** Content is missing, see {@code clew.content.dropped}. */
  CONTENT_DROPPED,
  /** Content was not recorded, by the settings. */
  CONTENT_WITHHELD,
  TRUNCATED,
  REDACTED,
  /** Usage is a guess. */
  ESTIMATED,
  /** The program ended first. */
  NEVER_ENDED,
  /** A model call that took over from a failed one. Derived, never stored. */
  FALLBACK,
  /** A tool that the model made up. Derived, never stored. */
  NOT_OFFERED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static int bits(Set<SpanFlag> flags) {
    int bits = 0;
    for (SpanFlag flag : flags) {
      bits |= 1 << flag.ordinal();
    }
    return bits;
  }

  public static Set<SpanFlag> ofBits(int bits) {
    EnumSet<SpanFlag> flags = EnumSet.noneOf(SpanFlag.class);
    if (bits != 0) {
      for (SpanFlag flag : values()) {
        if ((bits & 1 << flag.ordinal()) != 0) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }
}
