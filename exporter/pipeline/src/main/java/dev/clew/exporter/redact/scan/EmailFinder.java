// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Locale;
import java.util.Set;

/** Finds an address around its {@code @}, or around the {@code %40} of a URL. */
final class EmailFinder {
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;

  /** {@code icon@2x.png} is not an address. */
  private static final Set<String> FILE_EXTENSIONS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "ts", "java", "class", "json",
          "xml", "html", "txt", "yml", "yaml", "jar", "pdf", "kt", "lock");

  private EmailFinder() {}

  /** Checks the {@code @} at {@code i}; returns where to continue. */
  static int find(String text, int i, int to, Hits hits) {
    int domain = i + 1;
    if (text.charAt(i) == '%') {
      if (!text.startsWith("40", i + 1)) {
        return i;
      }
      domain = i + 3;
    }
    int start = localStart(text, i, hits.lastEnd());
    int end = start < i ? domainEnd(text, domain, to) : -1;
    if (end < 0) {
      return i;
    }
    hits.add(start, end, Kind.EMAIL);
    return end;
  }

  private static int localStart(String text, int at, int lowest) {
    int first = Math.max(lowest, at - MAX_LOCAL);
    int start = at;
    while (start > first && isLocal(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && (text.charAt(start) == '.' || text.charAt(start) == '-')) {
      start++; // the end of the previous sentence, or a bullet
    }
    return start;
  }

  private static boolean isLocal(char c) {
    return Chars.isAlphanumeric(c)
        || "._%+-".indexOf(c) >= 0
        || (c >= 128 && Character.isLetterOrDigit(c));
  }

  private static int domainEnd(String text, int domain, int to) {
    int last = Math.min(to, domain + MAX_DOMAIN);
    int labelStart = domain;
    int end = -1;
    for (int i = domain; i <= last; i++) {
      char c = i < last ? text.charAt(i) : ' ';
      if (Chars.isAlphanumeric(c) || c == '-' || (c >= 128 && Character.isLetterOrDigit(c))) {
        continue;
      }
      if (i == labelStart) {
        break;
      }
      if (labelStart > domain && isTopLevel(text, labelStart, i)) {
        end = i;
      }
      if (c != '.') {
        break;
      }
      labelStart = i + 1;
    }
    return end;
  }

  private static boolean isTopLevel(String text, int from, int to) {
    if (to - from < 2 || to - from > 24) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Chars.isLetter(c) && c < 128) {
        return text.startsWith("xn--", from);
      }
    }
    return !FILE_EXTENSIONS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
  }
}
