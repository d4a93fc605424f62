// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import org.jspecify.annotations.Nullable;

/**
 * A cache of recently checked labels that need no redaction: names of models, tools, parameters and
 * agents recur with every span.
 *
 * <p>Used by any number of threads without a lock: an entry that one thread overwrites is checked
 * again by another.
 */
final class CleanLabels {
  private static final int SLOTS = 256; // a power of two
  private static final int MAX_LENGTH = 64;

  private final @Nullable String[] slots = new String[SLOTS];

  /** Returns whether {@code label} is known to need no redaction. */
  boolean contains(String label) {
    return label.length() <= MAX_LENGTH && label.equals(slots[slot(label)]);
  }

  /** Remembers that {@code label} needs no redaction. */
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
