// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.Kind;
import java.util.List;

/**
 * A user's regular expression.
 *
 * <p>Uses RE2/J instead of the JDK: its running time is linear in the text for every expression, so
 * {@code (a+)+b} cannot stall the export. In return it supports no look-around and no back
 * references.
 */
public final class PatternRule {
  private final Pattern pattern;
  private final Kind kind;

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException describing what is wrong with it
   */
  PatternRule(String expression, Kind kind) {
    try {
      this.pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (pattern.matches("")) {
      throw new IllegalArgumentException("matches the empty string, so it would match everywhere");
    }
    this.kind = kind;
  }

  void find(String text, int to, List<Hit> hits) {
    Matcher matcher = pattern.matcher(text.length() == to ? text : text.substring(0, to));
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        hits.add(new Hit(matcher.start(), matcher.end(), kind));
      }
    }
  }
}
