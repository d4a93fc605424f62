// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is done with something found. */
public enum Action {
  /** Puts {@code [redacted email]} in its place. */
  REPLACE,
  /** Puts {@code [email 3f9a…]} in its place: equal values stay recognisable as equal. */
  HASH,
  /** Leaves nothing. */
  DROP;

  /** Returns the action that the settings call {@code name}, or null. */
  public static @Nullable Action named(String name) {
    for (Action action : values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
        return action;
      }
    }
    return null;
  }
}
