// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.TraceRow;
import java.util.HashMap;
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
  private static final Figures NONE = new Figures();
  private static final int MAX = 500;
  private static final int MAX_VALUE = 300;

  private final Map<Facet, Figures> facets = new LinkedHashMap<>();
  private final TraceTree tree;

  TraceFacets(TraceRow row, TraceTree tree, List<Finding> findings) {
    this.tree = tree;
    Usage usage = Usage.of(tree);
    Figures whole = Figures.of(row);
    whole.addUsage(usage.all());
    if (row.tokens() != null) {
      whole.add(Figures.Size.TOKENS, row.tokens().total());
    }
    add(Facet.ALL, "", whole);
    add("status", row.status().wire(), whole);
    add("name", row.name(), whole);
    add("service", row.service(), whole);
    add("group", row.group(), whole);
    add("user", row.user(), whole);
    row.metadata().forEach((key, value) -> add(Facet.METADATA + key, value, NONE));
    if (row.status() == Status.ERROR) {
      RunRules.failingBranch(tree).forEach(this::ended);
    }
    findings.forEach(finding -> add("finding", finding.kind().wire(), once()));
    tree.order().forEach(span -> span(span, usage));
    facets.values().forEach(figures -> figures.add(Figures.Sum.TRACES, 1));
  }

  Map<Facet, Figures> all() {
    return facets;
  }

  private static Figures once() {
    Figures once = new Figures();
    once.add(Figures.Sum.CALLS, 1);
    return once;
  }

  private void span(SpanRow span, Usage usage) {
    Figures figures = Figures.of(span, tree.duration(span));
    add("type", span.type().wire(), figures);
    ModelFacts model = span.model();
    if (model != null) {
      model(span, model, figures);
    }
    switch (span.type()) {
      case AGENT -> agent(span, usage);
      case FUNCTION -> {
        if (!span.has(SpanFlag.REMOTE)) {
          add("tool", span.name(), figures);
        }
      }
      case GUARDRAIL -> {
        add("guardrail", span.name(), figures);
        if (span.has(SpanFlag.TRIGGERED)) {
          add("guardrail", "triggered", figures);
        }
      }
      default -> {}
    }
    if (span.handoff() != null) {
      add("agent", span.handoff().to(), NONE);
      add("edge", AgentEdge.handoff(span.handoff().from(), span.handoff().to()).value(), once());
    }
    for (SpanFlag flag : CONTENT) {
      if (span.has(flag)) {
        add("content", flag.wire().replace("content_", ""), figures);
      }
    }
    if (span.error() != null && span.failed()) {
      add("error", span.error().type(), figures);
      add(Facet.ERROR_MESSAGE, span.error().brief(), NONE);
      if (isOrigin(span, span.error())) {
        add("fingerprint", Fingerprint.of(span, span.error()), figures);
      }
    }
  }

  /** Without the message, so that who may not read what was said may ask for it. */
  private void ended(SpanRow span) {
    if (span.error() != null && isOrigin(span, span.error())) {
      add(Facet.ENDED, TraceDigest.errorId(span).orElse(null), once());
    }
  }

  /** An error that passes through agents above is one error. */
  private boolean isOrigin(SpanRow span, SpanError error) {
    for (SpanRow child : tree.children(span)) {
      SpanError below = child.error();
      if (child.failed()
          && below != null
          && (below.type().equals(error.type()) || below.brief().equals(error.brief()))) {
        return false;
      }
    }
    return true;
  }

  /** A run of an agent, with the tokens and the cost of its own model calls. */
  private void agent(SpanRow span, Usage usage) {
    Figures figures = Figures.of(span, tree.duration(span));
    Figures own = usage.of(span);
    figures.addUsage(own);
    if (own.get(Figures.Sum.MEASURED_CALLS) > 0) {
      figures.add(Figures.Size.TOKENS, own.tokens().total());
    }
    add("agent", span.name(), figures);
    SpanRow caller = tree.agent(span);
    if (caller != null && !caller.name().equals(span.name())) {
      add("edge", AgentEdge.call(caller.name(), span.name()).value(), figures);
    }
  }

  private void model(SpanRow span, ModelFacts model, Figures figures) {
    add("model", model.model(), figures);
    if (model.responseModel() != null && !model.responseModel().equals(model.model())) {
      add("model", model.responseModel(), NONE);
    }
    add("provider", model.provider(), figures);
    if (model.cost() != null) {
      add(Facet.PRICE_SOURCE, model.cost().source(), NONE);
      add(Facet.UNPRICED, model.cost().unpriced() > 0 ? model.model() : null, NONE);
    }
    if (span.type() != SpanType.EMBEDDING) {
      // Requested, whether or not it was run here; the run itself counts under its own span.
      model.toolCalls().forEach(tool -> add("tool", tool, NONE));
      model.offered().forEach(tool -> add("offered", tool, once()));
      model.notOffered().forEach(tool -> add("invented", tool, once()));
    }
  }

  private void add(String field, @Nullable String value, Figures figures) {
    if (value == null || (value.isEmpty() && !field.equals(Facet.ALL))) {
      return;
    }
    Facet facet = new Facet(field, cut(value, MAX_VALUE));
    if (facets.size() < MAX || facets.containsKey(facet)) {
      facets.computeIfAbsent(facet, each -> new Figures()).add(figures);
    }
  }

  private static String cut(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }

  /**
   * What model calls used, by the agent that made them.
   *
   * @param all of the whole trace
   */
  private record Usage(Figures all, Map<Long, Figures> byAgent) {

    static Usage of(TraceTree tree) {
      Usage usage = new Usage(new Figures(), new HashMap<>());
      for (SpanRow span : tree.order()) {
        if (span.model() == null) {
          continue;
        }
        usage.all.addUsage(span, tree.duration(span));
        SpanRow agent = tree.agent(span);
        if (agent != null) {
          usage
              .byAgent
              .computeIfAbsent(agent.id(), id -> new Figures())
              .addUsage(span, tree.duration(span));
        }
      }
      return usage;
    }

    Figures of(SpanRow agent) {
      return byAgent.getOrDefault(agent.id(), NONE);
    }
  }
}
