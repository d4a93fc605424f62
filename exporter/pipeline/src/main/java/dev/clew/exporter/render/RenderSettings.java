// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;

/**
 * What of a span is kept, and how much.
 *
 * @param maxFieldCharacters the longest a single string of content may be, marker included
 * @param maxSpanCharacters the most characters of content that one span may hold in all
 * @param maxStackTraceCharacters the longest a stack trace may be
 * @param maxDepth how deep maps and lists may nest
 * @param maxEntries how many entries a list, or a tree in all its levels, may have
 * @param redactor what is replaced unless content is {@link ContentPolicy#FULL}
 */
public record RenderSettings(
    ContentPolicy content,
    int maxFieldCharacters,
    int maxSpanCharacters,
    int maxStackTraceCharacters,
    int maxDepth,
    int maxEntries,
    Redactor redactor) {

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

  /** Makes settings with the redaction that applies where nobody chose another. */
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
        STANDARD);
  }

  /** Returns full content, 128 Ki characters a field, 4 Mi characters a span. */
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
        redactor);
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
        redactor);
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
