// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Facet.Stats;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.TraceRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values by which a trace can be found. */
final class TraceFacets {

  private static final List<SpanFlag> CONTENT =
      List.of(
          SpanFlag.REDACTED,
          SpanFlag.TRUNCATED,
          SpanFlag.CONTENT_DROPPED,
          SpanFlag.CONTENT_WITHHELD);
  private static final int MAX = 500;
  private static final int MAX_VALUE = 300;

  private final Map<Facet, Stats> facets = new LinkedHashMap<>();
  private final TraceTree tree;

  TraceFacets(TraceRow row, TraceTree tree, List<Finding> findings) {
    this.tree = tree;
    Stats whole = whole(row);
    add(Facet.ALL, "", whole);
    add("status", row.status().wire(), whole);
    add("name", row.name(), whole);
    add("service", row.service(), whole);
    add("group", row.group(), whole);
    add("user", row.user(), whole);
    row.metadata().forEach((key, value) -> add(Facet.METADATA + key, value, Stats.NONE));
    findings.forEach(finding -> add("finding", finding.kind().wire(), Stats.NONE));
    tree.order().forEach(this::span);
  }

  Map<Facet, Stats> all() {
    return facets;
  }

  private static Stats whole(TraceRow row) {
    return new Stats(
        1,
        row.status() == Status.ERROR ? 1 : 0,
        row.durationNanos(),
        row.tokens() == null ? 0 : row.tokens().input(),
        row.tokens() == null ? 0 : row.tokens().output(),
        row.tokens() == null ? 0 : row.tokens().cachedInput(),
        row.cost() == null ? 0 : row.cost().total(),
        row.cost() == null ? 0 : row.cost().cacheSavings());
  }

  private void span(SpanRow span) {
    Stats stats = Stats.of(span, tree.duration(span));
    add("type", span.type().wire(), stats);
    ModelFacts model = span.model();
    if (model != null) {
      model(span, model, stats);
    }
    switch (span.type()) {
      case AGENT -> add("agent", span.name(), stats);
      case FUNCTION -> {
        if (!span.has(SpanFlag.REMOTE)) {
          add("tool", span.name(), stats);
        }
      }
      case GUARDRAIL -> {
        add("guardrail", span.name(), stats);
        if (span.has(SpanFlag.TRIGGERED)) {
          add("guardrail", "triggered", stats);
        }
      }
      default -> {}
    }
    if (span.handoff() != null) {
      add("agent", span.handoff().to(), Stats.NONE);
    }
    for (SpanFlag flag : CONTENT) {
      if (span.has(flag)) {
        add("content", flag.wire().replace("content_", ""), stats);
      }
    }
    if (span.error() != null && span.failed()) {
      add("error", span.error().type(), stats);
      add(Facet.ERROR_MESSAGE, span.error().brief(), Stats.NONE);
    }
  }

  private void model(SpanRow span, ModelFacts model, Stats stats) {
    add("model", model.model(), stats);
    if (model.responseModel() != null && !model.responseModel().equals(model.model())) {
      add("model", model.responseModel(), Stats.NONE);
    }
    add("provider", model.provider(), stats);
    if (model.cost() != null) {
      add(Facet.PRICE_SOURCE, model.cost().source(), Stats.NONE);
      add(Facet.UNPRICED, model.cost().unpriced() > 0 ? model.model() : null, Stats.NONE);
    }
    if (span.type() != SpanType.EMBEDDING) {
      // Requested, whether or not it was run here; the run itself counts under its own span.
      model.toolCalls().forEach(tool -> add("tool", tool, Stats.NONE));
    }
  }

  private void add(String field, @Nullable String value, Stats stats) {
    if (value == null || (value.isEmpty() && !field.equals(Facet.ALL))) {
      return;
    }
    String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    Facet facet = new Facet(field, cut);
    if (facets.size() < MAX || facets.containsKey(facet)) {
      facets.merge(facet, stats, Stats::plus);
    }
  }
}
