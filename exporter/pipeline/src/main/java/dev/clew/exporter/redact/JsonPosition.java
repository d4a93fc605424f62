// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a tree somebody is: names of fields and indexes of elements, from the root down. */
public final class JsonPosition {
  private final List<Object> steps = new ArrayList<>();

  /** Goes down into the field {@code name}. */
  public void enter(String name) {
    steps.add(name);
  }

  /** Goes down into the element {@code index}. */
  public void enter(int index) {
    steps.add(index);
  }

  /** Goes up again. */
  public void leave() {
    steps.remove(steps.size() - 1);
  }

  /** Returns the name of the field that this is, or that it is an element of, or null. */
  public @Nullable String name() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof String name) {
        return name;
      }
    }
    return null;
  }

  /** Returns how many steps below the root this is. */
  public int depth() {
    return steps.size();
  }

  Object step(int i) {
    return steps.get(i);
  }
}
