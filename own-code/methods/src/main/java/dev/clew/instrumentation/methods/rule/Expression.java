// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an option of a rule says: a text, or a value of the call. */
public sealed interface Expression {
  /** Where a value comes from. */
  enum Root {
    ARGUMENT,
    THIS,
    RESULT
  }

  /** A text, number or boolean as it is written. */
  record Literal(Object value) implements Expression {}

  /**
   * A value of the call or a property of one.
   *
   * @param argument the index of the argument, if that is the root
   * @param path names of properties, from the root on
   * @param negated whether a boolean is inverted
   * @param text the expression as it is written
   */
  record Value(Root root, int argument, List<String> path, boolean negated, String text)
      implements Expression {}

  /** Returns whether the value is known only after the method has returned. */
  default boolean needsResult() {
    return this instanceof Value value && value.root() == Root.RESULT;
  }

  /** Returns the value if it is written as such, or null. */
  default @Nullable Object literal() {
    return this instanceof Literal literal ? literal.value() : null;
  }
}
