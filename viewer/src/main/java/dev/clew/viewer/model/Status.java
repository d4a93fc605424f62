// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a span or trace ended, if it did. */
public enum Status {
  OK,
  ERROR,
  CANCELLED,
  RUNNING;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  /** The status with that name, {@link #OK} for an unknown one. */
  public static Status of(@Nullable String wire) {
    if (wire != null) {
      for (Status status : values()) {
        if (status.wire.equals(wire)) {
          return status;
        }
      }
    }
    return OK;
  }
}
