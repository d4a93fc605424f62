// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;

/**
 * Which parts of a span are kept, and how much of them.
 *
 * @param maxFieldCharacters the maximum length of a single string of content, including the marker
 * @param maxSpanCharacters the maximum number of characters of content per span
 * @param maxStackTraceCharacters the maximum length of a stack trace
 * @param maxDepth how deep maps and lists may nest
 * @param maxEntries the maximum number of entries of a list, or of a tree over all its levels
 * @param redactor applied unless content is {@link ContentPolicy#FULL}
 * @param extensions the redactors of extensions, applied before that and always
 */
public record RenderSettings(
    ContentPolicy content,
    int maxFieldCharacters,
    int maxSpanCharacters,
    int maxStackTraceCharacters,
    int maxDepth,
    int maxEntries,
    Redactor redactor,
    ContentRedactors extensions) {

  private static final Redactor STANDARD = new Redactor(RedactionRules.standard());
  private static final Redactor SECRETS_ONLY = new Redactor(RedactionRules.secretsOnly());
  private static final int MIN_CHARACTERS = 64; // room for the truncation marker

  public RenderSettings {
    require(maxFieldCharacters >= MIN_CHARACTERS, "maxFieldCharacters < 64", maxFieldCharacters);
    require(
        maxSpanCharacters >= maxFieldCharacters,
        "maxSpanCharacters < maxFieldCharacters",
        maxSpanCharacters);
    require(
        maxStackTraceCharacters >= MIN_CHARACTERS,
        "maxStackTraceCharacters < 64",
        maxStackTraceCharacters);
    require(maxDepth >= 1 && maxDepth <= 256, "maxDepth not in 1..256", maxDepth);
    require(maxEntries >= 1, "maxEntries < 1", maxEntries);
  }

  /** Creates settings with the default redaction. */
  public RenderSettings(
      ContentPolicy content,
      int maxFieldCharacters,
      int maxSpanCharacters,
      int maxStackTraceCharacters,
      int maxDepth,
      int maxEntries) {
    this(
        content,
        maxFieldCharacters,
        maxSpanCharacters,
        maxStackTraceCharacters,
        maxDepth,
        maxEntries,
        STANDARD,
        ContentRedactors.NONE);
  }

  /** Returns full content, 128 Ki characters per field, 4 Mi characters per span. */
  public static RenderSettings defaults() {
    return new RenderSettings(ContentPolicy.FULL, 131_072, 4_194_304, 8_192, 32, 10_000);
  }

  /** Returns these settings with another policy. */
  public RenderSettings withContent(ContentPolicy content) {
    return new RenderSettings(
        content,
        maxFieldCharacters,
        maxSpanCharacters,
        maxStackTraceCharacters,
        maxDepth,
        maxEntries,
        redactor,
        extensions);
  }

  /** Returns these settings with another redaction. */
  public RenderSettings withRedactor(Redactor redactor) {
    return new RenderSettings(
        content,
        maxFieldCharacters,
        maxSpanCharacters,
        maxStackTraceCharacters,
        maxDepth,
        maxEntries,
        redactor,
        extensions);
  }

  /** Returns these settings with other redactors of extensions. */
  public RenderSettings withExtensions(ContentRedactors extensions) {
    return new RenderSettings(
        content,
        maxFieldCharacters,
        maxSpanCharacters,
        maxStackTraceCharacters,
        maxDepth,
        maxEntries,
        redactor,
        extensions);
  }

  Redactor effectiveRedactor() {
    return content == ContentPolicy.FULL ? SECRETS_ONLY : redactor;
  }

  private static void require(boolean condition, String violated, int value) {
    if (!condition) {
      throw new IllegalArgumentException(violated + ": " + value);
    }
  }
}
