// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ContentRedactor.Field;
import dev.clew.api.export.ContentRedactor.Kind;
import dev.clew.exporter.redact.Redaction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redacts content and enforces the limits: characters per string and per span, depth and entries of
 * trees.
 *
 * <p>In this order: inline data is replaced first, since none of it is text; then the redactors of
 * extensions; then Clew's own redaction, so that no extension can undo it and a cut never leaves
 * half a secret; then the rest is cut.
 */
final class LimitedContent implements ContentRule {
  private static final int MAX_LABEL = 4_096;

  private final RenderSettings settings;
  private final CleanLabels cleanLabels;
  private final ForeignCalls calls;
  private final Redaction redaction;
  private final boolean hasExtensions;
  private int remainingCharacters;
  private long redactionsOfExtensions;
  private boolean redactorFailed;
  private long cuts;

  LimitedContent(RenderSettings settings, CleanLabels cleanLabels, ForeignCalls calls) {
    this.calls = calls;
    this.settings = settings;
    this.cleanLabels = cleanLabels;
    this.redaction = new Redaction(settings.effectiveRedactor());
    this.hasExtensions = !settings.extensions().isEmpty();
    this.remainingCharacters = settings.maxSpanCharacters();
  }

  @Override
  @SuppressWarnings(
      "ReferenceEquality") // redacting and cutting return the same object if nothing changed
  public String label(String name) {
    if (cleanLabels.contains(name)) {
      return name;
    }
    int max = Math.min(MAX_LABEL, settings.maxFieldCharacters());
    String label = cut(redaction.text(name, Math.min(name.length(), max)), name.length(), max);
    if (label == name) {
      cleanLabels.add(name);
    }
    return label;
  }

  @Override
  public String text(String content) {
    return text(content, Kind.TEXT, null, redaction.general());
  }

  @Override
  public String attribute(String key, String value) {
    return label(asked(value, Kind.ATTRIBUTE, key));
  }

  /** Returns the key to show for a key in a tree. */
  String key(String key) {
    return label(asked(key, Kind.KEY, null));
  }

  /** Returns the text to show for a value in a tree. */
  String value(@Nullable String key, String value) {
    return text(value, Kind.VALUE, key, redaction.general());
  }

  @Override
  public String arguments(String tool, String json) {
    Redaction.Scope scope = redaction.argumentsOf(tool);
    var whole = scope.whole();
    if (whole != null) {
      String instead = redaction.instead(json, whole);
      return instead == null ? "{}" : '"' + instead + '"'; // still JSON
    }
    return text(json, Kind.ARGUMENTS, tool, scope);
  }

  @Override
  public String result(@Nullable String tool, String content) {
    Redaction.Scope scope = tool == null ? redaction.general() : redaction.resultOf(tool);
    var whole = scope.whole();
    if (whole != null) {
      String instead = redaction.instead(content, whole);
      return instead == null ? "" : instead;
    }
    return text(content, Kind.RESULT, tool, scope);
  }

  @Override
  public boolean knowsTools() {
    return redaction.knowsTools();
  }

  @Override
  public String stackTrace(String trace, int max) {
    String seen = asked(trace, Kind.STACK_TRACE, null);
    return cut(redaction.text(seen, Math.min(seen.length(), max)), seen.length(), max);
  }

  @Override
  public @Nullable Object tree(@Nullable Object content) {
    return new TreeWalk(settings, this, redaction, calls).value(content);
  }

  @Override
  public Map<String, @Nullable Object> trees(Map<String, @Nullable Object> content) {
    return new TreeWalk(settings, this, redaction, calls).root(content);
  }

  @Override
  public Map<String, @Nullable Object> details(Map<String, @Nullable Object> details) {
    return trees(details);
  }

  @Override
  public <T> List<T> last(List<T> values) {
    int excess = values.size() - settings.maxEntries();
    if (excess <= 0) {
      return values;
    }
    cuts++;
    return values.subList(excess, values.size());
  }

  @Override
  public long cuts() {
    return cuts;
  }

  @Override
  public long redactions() {
    return redaction.count() + redactionsOfExtensions;
  }

  @Override
  public boolean redactorFailed() {
    return redactorFailed;
  }

  void countCut() {
    cuts++;
  }

  /** Returns what the redactors of extensions leave of {@code text}, which is not cut yet. */
  String asked(String text, Kind kind, @Nullable String name) {
    if (!hasExtensions) {
      return text;
    }
    String answer = settings.extensions().redact(text, new Field(kind, name), calls);
    if (answer == null) {
      redactorFailed = true;
      return kind == Kind.ARGUMENTS
          ? '"' + ContentRedactors.FAILED + '"' // still JSON
          : ContentRedactors.FAILED;
    }
    redactionsOfExtensions += answer.equals(text) ? 0 : 1;
    return answer;
  }

  private String text(String content, Kind kind, @Nullable String name, Redaction.Scope scope) {
    int max = Math.min(settings.maxFieldCharacters(), remainingCharacters);
    String text = asked(InlineData.without(content), kind, name);
    String kept = json(text, max, scope);
    if (kept == null) {
      String redacted = redaction.text(text, Math.min(text.length(), max));
      kept = cut(redacted, text.length(), max);
    }
    remainingCharacters = Math.max(0, remainingCharacters - kept.length());
    return kept;
  }

  /** Returns the text to show for JSON, or null if {@code text} cannot be read as JSON. */
  private @Nullable String json(String text, int max, Redaction.Scope scope) {
    if (!RedactedJson.seems(text)) {
      return null;
    }
    if (text.length() <= max && !redaction.concerns(text, text.length(), scope)) {
      return text;
    }
    RedactedJson.Rewritten rewritten = RedactedJson.rewrite(text, max, redaction, scope);
    if (rewritten == null || rewritten.text().length() > max) {
      return null;
    }
    cuts += rewritten.cut() ? 1 : 0;
    return rewritten.text();
  }

  private String cut(String text, int length, int max) {
    if (length > max || text.length() > max) {
      cuts++;
    }
    return Text.cut(text, length, max);
  }
}
