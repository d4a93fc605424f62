// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A category of content that Clew recognises without rules. */
public enum Detector {
  /** API keys, private keys, passwords. */
  KEYS,
  /** Bearer tokens, JSON web tokens. */
  TOKENS,
  EMAILS,
  PHONES,
  /** Payment card numbers. */
  CARDS,
  IBANS;

  /** Replaced regardless of the settings, because a reader could act in someone else's name. */
  public static final Set<Detector> SECRETS = Set.of(KEYS, TOKENS);

  /** Returns all detectors. */
  public static Set<Detector> all() {
    return EnumSet.allOf(Detector.class);
  }

  /** Returns the detector named {@code name} in settings, or null. */
  public static @Nullable Detector named(String name) {
    for (Detector detector : values()) {
      if (detector.name().toLowerCase(Locale.ROOT).equals(name)) {
        return detector;
      }
    }
    return null;
  }
}
