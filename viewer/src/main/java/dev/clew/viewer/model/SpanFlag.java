// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Notable properties of a span. The numbers are bits in the store and never change. */
public enum SpanFlag {
  /** A guardrail that stopped something. */
  TRIGGERED(0),
  /** The answer ended at the token limit. */
  ANSWER_CUT(1),
  RETRIED(2),
  /** Reconstructed from messages. */
  INFERRED(3),
  /** The parent belongs to another service or tracer. */
  REMOTE(4),
  MCP(5),
  /** Content is missing, see {@code clew.content.dropped}. */
  CONTENT_DROPPED(6),
  /** Content was not recorded because of the settings. */
  CONTENT_WITHHELD(7),
  TRUNCATED(8),
  REDACTED(9),
  /** Usage is an estimate. */
  ESTIMATED(10),
  /** The program ended first. */
  NEVER_ENDED(11),
  /** A model call that took over from a failed one. Derived, never stored. */
  FALLBACK(12),
  /** A tool that the model invented. Derived, never stored. */
  NOT_OFFERED(13);

  private final int bit;

  SpanFlag(int place) {
    bit = 1 << place;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its bit in the store. */
  int bit() {
    return bit;
  }

  public static int bits(Set<SpanFlag> flags) {
    int bits = 0;
    for (SpanFlag flag : flags) {
      bits |= flag.bit();
    }
    return bits;
  }

  public static Set<SpanFlag> ofBits(int bits) {
    EnumSet<SpanFlag> flags = EnumSet.noneOf(SpanFlag.class);
    if (bits != 0) {
      for (SpanFlag flag : values()) {
        if ((bits & flag.bit()) != 0) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }
}
