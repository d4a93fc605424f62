// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces ids and times, which an application makes anew in each run. Ids become numbered marks,
 * so that equal ones stay equal; dates without a time are words of a prompt and stay.
 */
final class LooseText {
  private static final String BEFORE = "(?<![A-Za-z0-9_])";
  private static final String AFTER = "(?![A-Za-z0-9_])";
  private static final Pattern CHANGING =
      Pattern.compile(
          BEFORE
              + "(?:(?<time>\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
              + "(?:Z|[+-]\\d{2}:?\\d{2})?)"
              + "|(?<epoch>1\\d{9}(?:\\d{3})?)"
              + "|(?<id>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|(?:call|toolu|chatcmpl|resp|msg|run|thread|item|req|file|batch|ctx|fc|rs)[_-][A-Za-z0-9]{6,64}"
              + "|[0-9a-fA-F]{16,64}))"
              + AFTER);

  private LooseText() {}

  static String of(String text) {
    Matcher matcher = CHANGING.matcher(text);
    Map<String, Integer> ids = new HashMap<>();
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      from = matcher.end();
      if (matcher.group("time") != null) {
        out.append("<time>");
      } else if (matcher.group("epoch") != null) {
        out.append("<epoch>");
      } else {
        out.append("<id ")
            .append(ids.computeIfAbsent(matcher.group(), id -> ids.size() + 1))
            .append('>');
      }
    }
    return out.append(text, from, text.length()).toString();
  }
}
