// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.data.SpanData;
import dev.clew.exporter.cost.Costs;
import dev.clew.exporter.cost.Prices;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Creates the renderer of each content policy. Sums of costs survive their renderer, so that the
 * cost of a trace is right even if the content level changes while it runs.
 */
final class Renderers implements Function<ContentPolicy, SpanRenderer> {
  private final @Nullable Prices prices;
  private final Map<ContentPolicy, Costs> costs = new EnumMap<>(ContentPolicy.class);
  private final Predicate<SpanData> excluded;
  private RenderSettings settings;

  /**
   * Creates renderers.
   *
   * @param prices null if costs are not computed
   * @param excluded returns whether a call is going to be left out, and its cost with it
   */
  Renderers(RenderSettings settings, @Nullable Prices prices, Predicate<SpanData> excluded) {
    this.settings = settings;
    this.prices = prices;
    this.excluded = excluded;
  }

  @Override
  public synchronized SpanRenderer apply(ContentPolicy policy) {
    Costs sums = prices == null ? null : costs(policy);
    return new SpanRenderer(settings.withContent(policy), sums, excluded);
  }

  /** Returns a renderer for spans that have not ended, and therefore have no cost. */
  synchronized SpanRenderer forOpenSpans(ContentPolicy policy) {
    return new SpanRenderer(settings.withContent(policy));
  }

  synchronized void use(RenderSettings other) {
    settings = other;
  }

  synchronized RenderSettings settings() {
    return settings;
  }

  /** Forgets the sums of other policies, to which nothing will be added. */
  synchronized void retain(Collection<ContentPolicy> policies) {
    costs.keySet().retainAll(policies);
  }

  private @Nullable Costs costs(ContentPolicy policy) {
    Costs present = costs.get(policy);
    if (present == null && prices != null) {
      present = costs.isEmpty() ? new Costs(prices) : costs.values().iterator().next().copy();
      costs.put(policy, present);
    }
    return present;
  }
}
