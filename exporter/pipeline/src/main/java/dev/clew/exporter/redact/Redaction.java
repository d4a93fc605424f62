// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Detector;
import dev.clew.exporter.redact.scan.Hits;
import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.Kind;
import dev.clew.exporter.redact.scan.NumberFinder;
import dev.clew.exporter.redact.scan.TextScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The redaction of one span: applies a {@link Redactor} and counts. */
public final class Redaction {
  private static final int MAX_SECRET = 8_192;
  private static final String ARGUMENTS = "arguments";
  private static final String RESULT = "result";

  private final Redactor redactor;
  private final Scope general;
  private long count;

  public Redaction(Redactor redactor) {
    this.redactor = redactor;
    this.general = new Scope(redactor.rules().paths(), null);
  }

  /**
   * The rules for one text or tree, in addition to the general ones.
   *
   * @param whole the reason for removing all of it, or null
   */
  public record Scope(List<PathRule> paths, @Nullable Kind whole) {
    /** Returns whether no additional rule applies. */
    public boolean isPlain() {
      return paths.isEmpty() && whole == null;
    }
  }

  /** Returns how many places have been replaced so far. */
  public long count() {
    return count;
  }

  /** Returns the rules for trees and JSON texts in general. */
  public Scope general() {
    return general;
  }

  /** Returns the rules for the arguments of {@code tool}. */
  public Scope argumentsOf(String tool) {
    return scope(tool, ToolRule.Part.ARGUMENTS, ARGUMENTS);
  }

  /** Returns the rules for the result of {@code tool}. */
  public Scope resultOf(String tool) {
    return scope(tool, ToolRule.Part.RESULT, RESULT);
  }

  /** Returns whether there are any rules for tools. */
  public boolean knowsTools() {
    return !redactor.rules().tools().isEmpty();
  }

  /**
   * Returns the first {@code keep} characters of {@code text}, redacted. A match that crosses the
   * end is replaced as a whole. Returns the same object if nothing changes.
   */
  public String text(String text, int keep) {
    Hits hits = redactor.find(text, keep);
    if (hits == null) {
      return keep >= text.length() ? text : text.substring(0, keep);
    }
    StringBuilder kept = new StringBuilder(Math.min(keep, text.length()) + 64);
    int from = 0;
    for (Hit hit : hits.list()) {
      if (hit.start() >= keep) {
        break;
      }
      kept.append(text, from, hit.start());
      String instead = redactor.replacement(text.substring(hit.start(), hit.end()), hit.kind());
      kept.append(instead == null ? "" : instead);
      from = hit.end();
      count++;
    }
    int end = Math.min(keep, text.length());
    return (from < end ? kept.append(text, from, end) : kept).toString();
  }

  /**
   * Returns whether the JSON in {@code text} has to be parsed for redaction, since escapes may hide
   * a match.
   */
  public boolean concerns(String text, int keep, Scope scope) {
    return !scope.isPlain() || hasEscapes(text) || redactor.find(text, keep) != null;
  }

  /** Returns whether there are escapes of letters, signs or invisible characters. */
  private static boolean hasEscapes(String text) {
    return text.contains("\\u00")
        || text.contains("\\u20")
        || text.contains("\\ufe")
        || text.contains("\\uFE");
  }

  /** Returns the reason for removing whatever is at {@code position}, or null if it may stay. */
  public @Nullable Kind reason(JsonPosition position, Scope scope) {
    for (PathRule rule : scope.paths) {
      if (rule.path().matches(position)) {
        return rule.kind();
      }
    }
    return null;
  }

  /**
   * Returns the replacement of {@code value} for {@code reason}, or null if it is removed entirely.
   */
  public @Nullable String instead(String value, Kind reason) {
    count++;
    return redactor.replacement(value, reason);
  }

  /**
   * Returns the reason for removing the value of the field {@code name}, or null if it may stay.
   */
  public @Nullable Kind reason(@Nullable String name, String value) {
    if (name == null || value.length() > MAX_SECRET) {
      return null;
    }
    Kind kind = TextScanner.kindOf(name, value);
    boolean phones = redactor.rules().detectors().contains(Detector.PHONES);
    return kind == null && phones && NumberFinder.isPhone(name, value) ? Kind.PHONE : kind;
  }

  private Scope scope(String tool, ToolRule.Part side, String sideName) {
    List<PathRule> paths = null;
    for (ToolRule rule : redactor.rules().tools()) {
      if (!rule.concerns(side) || !rule.concerns(tool)) {
        continue;
      }
      if (rule.path() == null) {
        return new Scope(List.of(), new Kind(sideName, false, rule.kind().action()));
      }
      paths = paths == null ? new ArrayList<>(general.paths) : paths;
      paths.add(new PathRule(rule.path(), rule.kind()));
    }
    return paths == null ? general : new Scope(paths, null);
  }
}
