// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The forms in which a record is made, one per content policy.
 *
 * @param policies each once
 * @param renderers in the same order
 */
public record Forms(List<ContentPolicy> policies, List<SpanRenderer> renderers) {
  public Forms {
    policies = List.copyOf(policies);
    renderers = List.copyOf(renderers);
  }

  /** Creates a renderer for each of {@code policies}. */
  public static Forms of(
      Collection<ContentPolicy> policies, Function<ContentPolicy, SpanRenderer> renderers) {
    List<ContentPolicy> each = policies.stream().distinct().toList();
    return new Forms(each, each.stream().map(renderers).toList());
  }
}
