// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to do with a match. */
public enum Action {
  /** Replaces it with {@code [redacted email]}. */
  REPLACE,
  /** Replaces it with {@code [email 3f9a…]}, so that equal values stay recognisable as equal. */
  HASH,
  /** Removes it without a trace. */
  DROP;

  /** Returns the action named {@code name} in settings, or null. */
  public static @Nullable Action named(String name) {
    for (Action action : values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
        return action;
      }
    }
    return null;
  }
}
