// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Finds private keys in PEM or PGP between their lines of hyphens. */
final class PrivateKeyBlock {
  private static final int MAX = 32_768;
  static final String BEGIN = "-----BEGIN ";

  private PrivateKeyBlock() {}

  /** If there is no end line, everything that could belong to the key is included. */
  static int find(String text, int start, int to, Hits hits) {
    if (Chars.at(text, start + 1) != '-' || !text.startsWith(BEGIN, start)) {
      return start;
    }
    int headerEnd = text.indexOf("-----", start + BEGIN.length());
    boolean key =
        headerEnd > 0
            && headerEnd < start + 64
            && isPrivate(text.substring(start, headerEnd))
            && start >= hits.lastEnd();
    if (!key) {
      return start + BEGIN.length();
    }
    int last = Math.min(to, start + MAX);
    int end = headerEnd + 5;
    while (end < last && isBody(text.charAt(end))) {
      end++;
    }
    int footer = text.indexOf("-----END ", end);
    if (footer >= 0 && footer <= end + 8) {
      int close = text.indexOf("-----", footer + 9);
      end = close > 0 && close < footer + 64 ? Math.min(last, close + 5) : end;
    }
    hits.add(start, end, Kind.PRIVATE_KEY);
    return end;
  }

  private static boolean isPrivate(String header) {
    return header.endsWith("PRIVATE KEY") || header.endsWith("PRIVATE KEY BLOCK");
  }

  /** Base64, headers such as {@code Proc-Type: 4,ENCRYPTED}, line ends, also escaped ones. */
  private static boolean isBody(char c) {
    return Chars.isAlphanumeric(c) || "+/=\n\r\t \\:,\"'.()<>@".indexOf(c) >= 0;
  }
}
