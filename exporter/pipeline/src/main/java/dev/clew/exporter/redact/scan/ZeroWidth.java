// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;

/**
 * A text without its invisible characters, and the original positions of the others. A key copied
 * from a web page may contain such a character, and a reader of the trace would still see the whole
 * key.
 */
final class ZeroWidth {
  private final String text;
  private final int[] position;

  /** Inspects the first {@code to} characters. */
  ZeroWidth(String text, int to) {
    StringBuilder kept = new StringBuilder(to);
    int[] positions = new int[to + 1];
    for (int i = 0; i < to; i++) {
      if (!is(text.charAt(i))) {
        positions[kept.length()] = i;
        kept.append(text.charAt(i));
      }
    }
    positions[kept.length()] = to;
    this.text = kept.toString();
    this.position = Arrays.copyOf(positions, kept.length() + 1);
  }

  /** Returns whether {@code c} is invisible: joiners, direction marks, soft hyphens. */
  static boolean is(char c) {
    if (c < '\u180E') {
      return c == '\u00AD';
    }
    return (c <= '\u2064' && (c >= '\u2060' || c == '\u180E' || (c >= '\u200B' && c <= '\u200F')))
        || c == '\uFEFF';
  }

  /** Returns the text without them. */
  String text() {
    return text;
  }

  /** Converts matches in the text without them to matches in the original text. */
  Hits inWhole(Hits hits) {
    Hits whole = new Hits();
    for (Hits.Hit hit : hits.list()) {
      whole.add(position[hit.start()], position[hit.end() - 1] + 1, hit.kind());
    }
    return whole;
  }
}
