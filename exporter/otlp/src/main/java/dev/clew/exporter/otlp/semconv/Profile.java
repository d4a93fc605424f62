// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import org.jspecify.annotations.Nullable;

/** Which edition of OpenTelemetry's GenAI conventions is used. */
public enum Profile {
  /**
   * The last release of the semantic conventions that included GenAI; what back ends read today.
   */
  V1_41("1.41", "https://opentelemetry.io/schemas/1.41.0"),
  /** The GenAI conventions' own repository as of October 2026, which has no release yet. */
  GENAI_2026_10("genai-2026-10", "https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev");

  private final String text;
  private final String schemaUrl;

  Profile(String text, String schemaUrl) {
    this.text = text;
    this.schemaUrl = schemaUrl;
  }

  /** Returns the profile named {@code text} in settings, or null. */
  public static @Nullable Profile named(String text) {
    for (Profile profile : values()) {
      if (profile.text.equals(text)) {
        return profile;
      }
    }
    return null;
  }

  String schemaUrl() {
    return schemaUrl;
  }

  boolean isReleased() {
    return this == V1_41;
  }
}
