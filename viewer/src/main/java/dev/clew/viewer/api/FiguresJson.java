// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.metrics.AgentGraph;
import dev.clew.viewer.metrics.ErrorGroup;
import dev.clew.viewer.metrics.Session;
import dev.clew.viewer.metrics.ToolRun;
import dev.clew.viewer.metrics.ToolUsage;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.model.Sketch;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.store.Groups;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Figures} of openapi.yaml, and what is made of them. */
public final class FiguresJson {

  private static final double NANOS = 1e6;

  private FiguresJson() {}

  /** Adds figures to an object. */
  public static ObjectNode write(ObjectNode json, Figures figures) {
    json.put("traces", figures.get(Sum.TRACES));
    json.put("calls", figures.get(Sum.CALLS));
    json.put("errors", figures.get(Sum.ERRORS));
    if (figures.get(Sum.RETRIES) > 0) {
      json.put("retries", figures.get(Sum.RETRIES));
    }
    ObjectNode duration =
        size(json, "durationMs", figures.get(Size.DURATION), NANOS, figures.get(Sum.DURATION));
    if (duration != null) {
      duration.put("total", figures.get(Sum.DURATION) / NANOS);
    }
    Tokens tokens = figures.tokens();
    size(json, "tokensEach", figures.get(Size.TOKENS), 1, tokens.total());
    size(json, "firstTokenMs", figures.get(Size.FIRST_TOKEN), NANOS, null);
    size(json, "arguments", figures.get(Size.ARGUMENTS), 1, null);
    if (figures.get(Sum.MEASURED_CALLS) > 0) {
      usage(json, figures, tokens);
    }
    return json;
  }

  private static void usage(ObjectNode json, Figures figures, Tokens tokens) {
    json.set("tokens", SpanJson.tokens(tokens));
    ((ObjectNode) json.get("tokens")).put("total", tokens.total());
    if (tokens.input() > 0) {
      json.put("cacheHitRate", tokens.cachedInput() / (double) tokens.input());
    }
    if (figures.get(Sum.DECODING) > 0) {
      json.put(
          "tokensPerSecond", figures.get(Sum.DECODED_TOKENS) * 1e9 / figures.get(Sum.DECODING));
    }
    if (figures.get(Sum.COST) == 0 && figures.get(Sum.UNPRICED) == 0) {
      return;
    }
    ObjectNode cost = SpanJson.cost(figures.cost());
    cost.put("cache", figures.dollars(Sum.COST_CACHE));
    cost.put("reasoning", figures.dollars(Sum.COST_REASONING));
    json.set("cost", cost);
    double full = figures.dollars(Sum.COST) + figures.dollars(Sum.SAVED);
    if (full > 0) {
      json.put("savedShare", figures.dollars(Sum.SAVED) / full);
    }
  }

  /**
   * Adds how a size is spread.
   *
   * @param sum of all values if it is known exactly
   */
  private static @Nullable ObjectNode size(
      ObjectNode json, String name, Sketch sketch, double unit, @Nullable Long sum) {
    if (sketch.isEmpty()) {
      return null;
    }
    double average = sum == null ? sketch.average() : sum / (double) sketch.count();
    return json.putObject(name)
        .put("min", sketch.percentile(0) / unit)
        .put("avg", average / unit)
        .put("p50", sketch.percentile(0.5) / unit)
        .put("p90", sketch.percentile(0.9) / unit)
        .put("p95", sketch.percentile(0.95) / unit)
        .put("p99", sketch.percentile(0.99) / unit)
        .put("max", sketch.percentile(1) / unit);
  }

  private static void times(ObjectNode json, long first, long last) {
    if (first > 0) {
      json.put("firstMs", SpanJson.millis(first)).put("lastMs", SpanJson.millis(last));
    }
  }

  private static void series(ObjectNode json, Groups.Group group) {
    if (group.series().isEmpty()) {
      return;
    }
    ArrayNode series = json.putArray("series");
    group
        .series()
        .forEach(
            (start, figures) ->
                write(series.addObject().put("ms", SpanJson.millis(start)), figures));
  }

  public static ObjectNode groups(Groups groups, GroupQuery query) {
    ObjectNode json = top(groups.oneIn());
    json.put("field", query.field()).put("more", groups.more());
    every(json, query.bucketNanos());
    ArrayNode list = json.putArray("groups");
    for (Groups.Group group : groups.groups()) {
      ObjectNode entry = write(list.addObject().put("value", group.value()), group.figures());
      times(entry, group.first(), group.last());
      series(entry, group);
    }
    return json;
  }

  private static ObjectNode top(int oneIn) {
    return Json.MAPPER.createObjectNode().put("oneIn", oneIn);
  }

  private static void every(ObjectNode json, long nanos) {
    if (nanos > 0) {
      json.put("everyMs", SpanJson.millis(nanos));
    }
  }

  public static ObjectNode tools(ToolUsage.Overview overview) {
    ObjectNode json = top(overview.oneIn()).put("modelCalls", overview.modelCalls());
    ArrayNode list = json.putArray("tools");
    for (ToolUsage tool : overview.tools()) {
      ObjectNode entry = write(list.addObject().put("value", tool.name()), tool.figures());
      times(entry, tool.first(), tool.last());
      entry.put("offered", tool.offered()).put("invented", tool.invented());
      entry.put("neverCalled", tool.isNeverCalled());
    }
    return json;
  }

  /** Single runs of a tool. */
  public static ObjectNode runs(List<ToolRun> runs) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode list = json.putArray("runs");
    for (ToolRun run : runs) {
      ObjectNode entry = list.addObject();
      entry.put("traceId", run.trace().id()).put("traceName", run.trace().name());
      entry.put("spanId", run.span().idText()).put("status", run.span().status().wire());
      entry.put("startMs", SpanJson.millis(run.span().startNanos()));
      if (!run.span().isOpen()) {
        entry.put("durationMs", SpanJson.millis(run.span().endNanos() - run.span().startNanos()));
      }
      SpanJson.put(entry, "input", run.span().input());
      SpanJson.put(entry, "output", run.span().output());
      if (run.span().error() != null) {
        entry.set("error", SpanJson.error(run.span().error()));
        run.errorId().ifPresent(id -> entry.put("errorId", id));
        run.errorText().ifPresent(text -> entry.put("errorText", text));
      }
    }
    return json;
  }

  public static ObjectNode errors(ErrorGroup.Overview overview, long bucketNanos) {
    ObjectNode json = top(overview.oneIn()).put("traces", overview.traces());
    json.put("more", overview.more());
    every(json, bucketNanos);
    ArrayNode list = json.putArray("errors");
    for (ErrorGroup error : overview.errors()) {
      ObjectNode entry = error(list.addObject(), error);
      entry.put("share", overview.share(error)).put("ended", overview.ended(error));
      series(entry, error.group());
    }
    return json;
  }

  /** One error, without its share. */
  public static ObjectNode error(ObjectNode json, ErrorGroup error) {
    json.put("id", error.id()).put("type", error.type()).put("message", error.message());
    json.put("place", error.place());
    times(json, error.group().first(), error.group().last());
    return write(json, error.group().figures());
  }

  public static ObjectNode agents(AgentGraph graph) {
    ObjectNode json = top(graph.oneIn());
    ArrayNode agents = json.putArray("agents");
    for (AgentGraph.Agent agent : graph.agents()) {
      write(agents.addObject().put("value", agent.name()), agent.figures())
          .put("loops", agent.loops());
    }
    ArrayNode edges = json.putArray("edges");
    for (AgentGraph.Edge edge : graph.edges()) {
      write(
          edges
              .addObject()
              .put("from", edge.way().from())
              .put("to", edge.way().to())
              .put("kind", edge.way().handoff() ? "handoff" : "call")
              .put("loop", edge.isLoop()),
          edge.figures());
    }
    return json;
  }

  public static ObjectNode sessions(Session.Page page) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("cursor", page.cursor() == null ? null : page.cursor().encode());
    ArrayNode list = json.putArray("sessions");
    page.sessions().forEach(session -> session(list.addObject(), session));
    return json;
  }

  /** One conversation, without its traces. */
  public static ObjectNode session(ObjectNode json, Session session) {
    write(json.put("group", session.group()), session.figures());
    times(json, session.first(), session.last());
    texts(json, "users", session.users());
    texts(json, "agents", session.agents());
    texts(json, "models", session.models());
    List<TraceRow> rows = session.rows();
    json.put("running", rows.stream().filter(TraceRow::isRunning).count());
    if (!rows.isEmpty()) {
      SpanJson.put(json, "input", rows.get(rows.size() - 1).input());
      SpanJson.put(json, "output", rows.get(0).output());
    }
    return json;
  }

  private static void texts(ObjectNode json, String field, Collection<String> texts) {
    ArrayNode list = json.putArray(field);
    texts.forEach(list::add);
  }
}
