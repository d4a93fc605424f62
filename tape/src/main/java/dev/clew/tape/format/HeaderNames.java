// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The response headers that are recorded and played; all others never reach a tape. */
public final class HeaderNames {
  private static final Set<String> NAMES =
      Set.of(
          "content-type",
          "x-request-id",
          "request-id",
          "x-amzn-requestid",
          "x-amzn-errortype",
          "retry-after",
          "retry-after-ms",
          "x-should-retry",
          "mcp-session-id");
  private static final List<String> PREFIXES =
      List.of("x-ratelimit-", "openai-", "anthropic-", "x-amzn-bedrock-");
  private static final int MAX_VALUE = 8_192;

  private HeaderNames() {}

  /** Returns what may be recorded of {@code headers}, with names in lower case. */
  public static Map<String, List<String>> allowed(Map<String, List<String>> headers) {
    Map<String, List<String>> kept = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (isAllowed(lower)) {
            kept.put(lower, values.stream().filter(HeaderNames::isValue).toList());
          }
        });
    return kept;
  }

  private static boolean isAllowed(String name) {
    return NAMES.contains(name)
        || (PREFIXES.stream().anyMatch(name::startsWith) && name.matches("[a-z0-9_-]{1,100}"));
  }

  /** Line ends would let whoever wrote the tape add headers. */
  private static boolean isValue(String value) {
    return value.length() <= MAX_VALUE
        && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 127));
  }
}
