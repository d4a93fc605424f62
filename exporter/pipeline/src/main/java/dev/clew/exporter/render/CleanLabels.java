// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import org.jspecify.annotations.Nullable;

/**
 * Labels that were looked at lately and stay as they are: names of models, tools, parameters and
 * agents come again with every span.
 *
 * <p>Any number of threads use it without a lock: what one overwrites another looks at once more.
 */
final class CleanLabels {
  private static final int SLOTS = 256; // a power of two
  private static final int MAX_LENGTH = 64;

  private final @Nullable String[] slots = new String[SLOTS];

  /** Returns whether {@code label} is known to need nothing. */
  boolean contains(String label) {
    return label.length() <= MAX_LENGTH && label.equals(slots[slot(label)]);
  }

  /** Remembers that {@code label} needs nothing. */
  void add(String label) {
    if (label.length() <= MAX_LENGTH) {
      slots[slot(label)] = label;
    }
  }

  private static int slot(String label) {
    int hash = label.hashCode();
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }
}
