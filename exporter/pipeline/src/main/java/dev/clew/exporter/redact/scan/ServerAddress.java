// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Finds the password in the address of a server: {@code https://user:password@host}. */
final class ServerAddress {
  private static final int MAX = 512;

  private ServerAddress() {}

  /** Checks what follows {@code ://}; returns where to continue. */
  static int find(String text, int from, int to, Hits hits) {
    int last = Math.min(to, from + MAX);
    int colon = -1;
    int at = -1;
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "/?#\"'<>\\".indexOf(c) >= 0) {
        break;
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        at = i;
      }
    }
    if (at < 0 || colon > at || at <= colon + 1) {
      return from;
    }
    int start = colon < 0 ? from : colon + 1;
    boolean secret = colon >= 0 || Randomness.isOpaque(text, from, at); // https://<token>@host
    if (!secret || start < hits.lastEnd()) {
      return from;
    }
    hits.add(start, at, Kind.PASSWORD);
    return at;
  }
}
