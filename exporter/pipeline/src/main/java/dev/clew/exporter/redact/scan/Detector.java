// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A family of things that Clew recognises by itself. */
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

  /** What is replaced whatever the settings say: who reads it can act in somebody's name. */
  public static final Set<Detector> SECRETS = Set.of(KEYS, TOKENS);

  /** Returns all. */
  public static Set<Detector> all() {
    return EnumSet.allOf(Detector.class);
  }

  /** Returns the detector that the settings call {@code name}, or null. */
  public static @Nullable Detector named(String name) {
    for (Detector detector : values()) {
      if (detector.name().toLowerCase(Locale.ROOT).equals(name)) {
        return detector;
      }
    }
    return null;
  }
}
