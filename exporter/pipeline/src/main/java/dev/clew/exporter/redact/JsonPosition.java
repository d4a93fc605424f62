// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current position in a tree: names of fields and indexes of elements, from the root down. */
public final class JsonPosition {
  private final List<Object> steps = new ArrayList<>();

  /** Enters the field {@code name}. */
  public void enter(String name) {
    steps.add(name);
  }

  /** Enters the element {@code index}. */
  public void enter(int index) {
    steps.add(index);
  }

  /** Returns to the parent. */
  public void leave() {
    steps.remove(steps.size() - 1);
  }

  /** Returns the name of the current field, or of the field whose element this is, or null. */
  public @Nullable String name() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof String name) {
        return name;
      }
    }
    return null;
  }

  /** Returns the number of steps below the root. */
  public int depth() {
    return steps.size();
  }

  Object step(int i) {
    return steps.get(i);
  }
}
