// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subset of JSONPath that selects places: {@code $.customer.email}, {@code $.items[*].price},
 * {@code $..ssn}, {@code $['a b'][0]}. No filters, no slices.
 */
public final class JsonPath {
  private static final int MAX_STEPS = 16;

  /**
   * One step of a path.
   *
   * @param name the field, or null for any field or for an element
   * @param index the element, or -1 for any
   * @param anywhere whether the step may match any number of levels deeper
   */
  private record Step(@Nullable String name, int index, boolean any, boolean anywhere) {
    boolean matches(Object taken) {
      if (any) {
        return true;
      }
      return name != null ? name.equals(taken) : taken instanceof Integer i && i == index;
    }
  }

  private final String text;
  private final List<Step> steps = new ArrayList<>();

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException describing what is wrong with it
   */
  JsonPath(String text) {
    this.text = text;
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("does not start with '$'");
    }
    for (int i = 1; i < text.length(); ) {
      i = step(i);
    }
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("has more than " + MAX_STEPS + " steps");
    }
  }

  @Override
  public String toString() {
    return text;
  }

  boolean matches(JsonPosition position) {
    return matches(0, position, 0);
  }

  private boolean matches(int step, JsonPosition position, int depth) {
    if (step == steps.size()) {
      return depth == position.depth();
    }
    Step wanted = steps.get(step);
    int deepest = wanted.anywhere ? position.depth() - 1 : Math.min(depth, position.depth() - 1);
    for (int d = depth; d <= deepest; d++) {
      if (wanted.matches(position.step(d)) && matches(step + 1, position, d + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Parses the step that starts at {@code i}; returns the start of the next one. */
  private int step(int i) {
    boolean anywhere = text.startsWith("..", i);
    if (text.charAt(i) == '[' || text.startsWith("..[", i)) {
      return bracket(anywhere ? i + 2 : i, anywhere);
    }
    if (text.charAt(i) != '.') {
      throw new IllegalArgumentException("has no '.' or '[' at character " + (i + 1));
    }
    int start = i + (anywhere ? 2 : 1);
    int end = start;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    String name = text.substring(start, end);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("has an empty name at character " + (start + 1));
    }
    steps.add(name.equals("*") ? any(anywhere) : new Step(name, -1, false, anywhere));
    return end;
  }

  private int bracket(int open, boolean anywhere) {
    int close = text.indexOf(']', open);
    if (close < 0) {
      throw new IllegalArgumentException("has a '[' without ']'");
    }
    String inside = text.substring(open + 1, close).trim();
    boolean quoted =
        inside.length() > 2
            && inside.charAt(0) == inside.charAt(inside.length() - 1)
            && (inside.charAt(0) == '\'' || inside.charAt(0) == '"');
    if (inside.equals("*")) {
      steps.add(any(anywhere));
    } else if (quoted) {
      steps.add(new Step(inside.substring(1, inside.length() - 1), -1, false, anywhere));
    } else if (inside.matches("\\d{1,9}")) {
      steps.add(new Step(null, Integer.parseInt(inside), false, anywhere));
    } else {
      throw new IllegalArgumentException(
          "has neither *, a number nor a quoted name in '[" + inside + "]'");
    }
    return close + 1;
  }

  private static Step any(boolean anywhere) {
    return new Step(null, -1, true, anywhere);
  }
}
