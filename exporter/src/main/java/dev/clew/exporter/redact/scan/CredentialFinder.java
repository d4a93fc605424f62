// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;

/** Finds keys and tokens by how their issuers let them begin. */
final class CredentialFinder {
  private static final int MAX_TOKEN = 8_192;
  private static final String PEM = "-----BEGIN ";

  /**
   * How a key begins.
   *
   * @param text up to and including the character that triggers the look
   * @param least how many characters must follow
   * @param digit whether one of them must be a digit: {@code sk-estimator-doc-link} is a style
   *     class
   */
  private record Prefix(String text, int least, boolean digit, Kind kind) {}

  private static final Prefix[] PREFIXES = {
    new Prefix("sk-", 20, true, Kind.KEY), // OpenAI, Anthropic, DeepSeek, OpenRouter, Langfuse
    new Prefix("AK", 18, true, Kind.KEY), // AWS: AKIA…
    new Prefix("AS", 18, true, Kind.KEY), // AWS: ASIA…
    new Prefix("AIz", 34, false, Kind.KEY), // Google: AIza…
    new Prefix("eyJ", 20, false, Kind.TOKEN), // JSON web token
    new Prefix("ghp_", 30, false, Kind.KEY),
    new Prefix("gho_", 30, false, Kind.KEY),
    new Prefix("ghu_", 30, false, Kind.KEY),
    new Prefix("ghs_", 30, false, Kind.KEY),
    new Prefix("ghr_", 30, false, Kind.KEY),
    new Prefix("github_", 30, true, Kind.KEY), // github_pat_…
    new Prefix("glpat-", 16, false, Kind.KEY),
    new Prefix("xoxb-", 10, true, Kind.KEY),
    new Prefix("xoxa-", 10, true, Kind.KEY),
    new Prefix("xoxp-", 10, true, Kind.KEY),
    new Prefix("xoxr-", 10, true, Kind.KEY),
    new Prefix("xoxs-", 10, true, Kind.KEY),
    new Prefix("xapp-", 10, true, Kind.KEY),
    new Prefix("sk_", 16, true, Kind.KEY), // Stripe: sk_live_…
    new Prefix("rk_", 16, true, Kind.KEY),
    new Prefix("gsk_", 20, true, Kind.KEY), // Groq
    new Prefix("hf_", 24, false, Kind.KEY),
    new Prefix("npm_", 30, true, Kind.KEY),
    new Prefix("r8_", 30, true, Kind.KEY),
    new Prefix("whsec_", 20, true, Kind.KEY),
    new Prefix("lsv2_", 20, true, Kind.KEY), // LangSmith
    new Prefix("xai-", 20, true, Kind.KEY),
    new Prefix("pplx-", 20, true, Kind.KEY),
    new Prefix("nvapi-", 20, true, Kind.KEY),
    new Prefix("SG.", 22, false, Kind.KEY), // SendGrid
  };

  private static final Prefix[][] BY_LAST_CHARACTER = byLastCharacter();

  private static Prefix[][] byLastCharacter() {
    Prefix[][] prefixes = new Prefix[128][];
    for (int c = 0; c < 128; c++) {
      char last = (char) c;
      prefixes[c] =
          Arrays.stream(PREFIXES)
              .filter(p -> p.text.charAt(p.text.length() - 1) == last)
              .toArray(Prefix[]::new);
    }
    return prefixes;
  }

  /** Looks at a character that may end one of the prefixes; returns where to go on. */
  int byPrefix(String text, int i, int to, Hits hits) {
    char c = text.charAt(i);
    char before = Chars.at(text, i - 1);
    if (c == '-' && text.startsWith(PEM, i)) {
      return privateKey(text, i, to, hits);
    }
    if (!Chars.isAlphanumeric(before)) {
      return i;
    }
    for (Prefix prefix : BY_LAST_CHARACTER[c]) {
      String wanted = prefix.text;
      int length = wanted.length();
      if (wanted.charAt(length - 2) == before
          && text.regionMatches(i + 1 - length, wanted, 0, length)) {
        int end = taken(prefix, text, i, to, hits);
        if (end > i) {
          return end;
        }
      }
    }
    return i;
  }

  private static int taken(Prefix prefix, String text, int i, int to, Hits hits) {
    int start = i + 1 - prefix.text.length();
    if (start < hits.lastEnd() || !Chars.beginsWord(text, start)) {
      return i;
    }
    int end = tokenEnd(text, i + 1, to, prefix.kind.equals(Kind.TOKEN) ? "." : "");
    boolean whole =
        end - i - 1 >= prefix.least && (!prefix.digit || Chars.anyDigit(text, i + 1, end));
    boolean aws = prefix.text.length() > 2 || isAws(text, start, end);
    boolean webToken =
        !prefix.kind.equals(Kind.TOKEN) || text.substring(start, end).indexOf('.') > 0;
    if (!whole || !aws || !webToken) {
      return i;
    }
    hits.add(start, end, prefix.kind);
    return end;
  }

  private static boolean isAws(String text, int start, int end) {
    if (end - start != 20 || !text.startsWith("IA", start + 2)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Chars.isDigit(c) && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return true;
  }

  /** Looks at a {@code b} that may begin {@code Bearer abc}, or {@code Basic}. */
  int bearer(String text, int i, int to, Hits hits) {
    boolean basic = text.regionMatches(true, i, "basic ", 0, 6);
    if ((!basic && !text.regionMatches(true, i, "bearer ", 0, 7)) || !Chars.beginsWord(text, i)) {
      return i;
    }
    int start = i + (basic ? 6 : 7);
    int end = tokenEnd(text, start, to, ".~+/=");
    int length = end - start;
    boolean token =
        basic
            ? length >= 12 && isMixed(text, start, end)
            : length >= 8 && (Chars.anyDigit(text, start, end) || length >= 32);
    if (!token || start < hits.lastEnd()) {
      return i;
    }
    hits.add(start, end, Kind.TOKEN);
    return end;
  }

  private static boolean isMixed(String text, int start, int end) {
    boolean upper = false;
    boolean lower = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
    }
    return upper && lower && (Chars.anyDigit(text, start, end) || text.charAt(end - 1) == '=');
  }

  /** Returns the end of what could be one token: a full stop counts only inside. */
  private static int tokenEnd(String text, int start, int to, String others) {
    int last = Math.min(to, start + MAX_TOKEN);
    int end = start;
    while (end < last
        && (Chars.isUrlSafe(text.charAt(end)) || others.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    return end;
  }

  /** Without an end in sight everything that could belong to the key goes with it. */
  private static int privateKey(String text, int start, int to, Hits hits) {
    int headerEnd = text.indexOf("-----", start + PEM.length());
    boolean key =
        headerEnd > 0
            && headerEnd < start + 64
            && text.substring(start, headerEnd).endsWith("PRIVATE KEY")
            && start >= hits.lastEnd();
    if (!key) {
      return start + PEM.length();
    }
    int last = Math.min(to, start + 4 * MAX_TOKEN);
    int end = headerEnd + 5;
    while (end < last && isPemCharacter(text.charAt(end))) {
      end++;
    }
    if (text.startsWith("-----END ", end)) {
      int close = text.indexOf("-----", end + 9);
      end = close > 0 && close < end + 64 ? Math.min(last, close + 5) : end;
    }
    hits.add(start, end, Kind.PRIVATE_KEY);
    return end;
  }

  /** Base 64, headers such as {@code Proc-Type: 4,ENCRYPTED}, line ends, also escaped ones. */
  private static boolean isPemCharacter(char c) {
    return Chars.isAlphanumeric(c) || "+/=\n\r\t \\:,".indexOf(c) >= 0;
  }
}
