// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import dev.clew.api.hook.MethodSelection.ClassSelector;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import java.util.List;

/**
 * Which methods get which span.
 *
 * @param spanStart the index in the text of the rule at which the span is described
 */
public record MethodRule(
    ClassSelector classes, List<MethodSelector> methods, SpanRule span, int spanStart) {
  public MethodRule {
    methods = List.copyOf(methods);
  }
}
