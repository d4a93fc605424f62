// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import dev.clew.api.trace.SpanType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of a method.
 *
 * @param options expressions by the name of the option
 */
public record SpanRule(SpanType type, Map<String, Expression> options) {
  /** Returns the expression of an option, or null. */
  public @Nullable Expression option(String name) {
    return options.get(name);
  }

  /** Returns whether an option needs what the method returns. */
  public boolean needsResult(String name) {
    Expression expression = options.get(name);
    return expression != null && expression.needsResult();
  }
}
