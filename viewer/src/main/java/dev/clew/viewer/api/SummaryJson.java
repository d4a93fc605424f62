// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.AgentPath;
import dev.clew.viewer.analysis.Finding;
import dev.clew.viewer.analysis.Findings;
import dev.clew.viewer.analysis.OwnCode;
import dev.clew.viewer.analysis.TimeSplit;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.analysis.WhyText;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.StoredTrace;
import java.util.List;
import java.util.Set;

/** What happened: {@code Summary} of openapi.yaml. */
public final class SummaryJson {

  private static final int MAX_OWN_CODE = 50;

  private SummaryJson() {}

  public static ObjectNode summary(StoredTrace trace, TraceTree tree, long now) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode findings = json.putArray("findings");
    Findings.of(tree, trace.header(), now).forEach(finding -> findings.add(finding(finding)));
    ArrayNode agents = json.putArray("agents");
    for (AgentPath.Step step : AgentPath.of(tree)) {
      agents
          .addObject()
          .put("name", step.name())
          .put("spanId", step.span().idText())
          .put("relation", step.relation().wire())
          .put("failed", step.failed())
          .put("runs", step.runs());
    }
    TimeSplit split = TimeSplit.of(tree);
    json.putObject("time")
        .put("lostToRetriesMs", SpanJson.millis(split.lostToRetries()))
        .put("modelMs", SpanJson.millis(split.model()))
        .put("toolMs", SpanJson.millis(split.tool()))
        .put("retrievalMs", SpanJson.millis(split.retrieval()))
        .put("ownCodeMs", SpanJson.millis(split.ownCode()));
    ArrayNode own = json.putArray("ownCode");
    for (OwnCode stretch : OwnCode.of(tree, MAX_OWN_CODE)) {
      ObjectNode entry =
          own.addObject()
              .put("spanId", stretch.agent().idText())
              .put("offsetMs", SpanJson.millis(stretch.start() - tree.start()))
              .put("durationMs", SpanJson.millis(stretch.duration()));
      SpanRow after = stretch.after();
      if (after != null) {
        entry.put("afterSpanId", after.idText());
      }
      SpanRow before = stretch.before();
      if (before != null) {
        entry.put("beforeSpanId", before.idText());
      }
    }
    TraceJson.texts(json, "text", WhyText.of(trace.row(), trace.header(), tree, now));
    return json;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("kind", finding.kind().wire())
            .put("severity", finding.severity().wire())
            .put("short", finding.brief());
    ArrayNode parts = json.putArray("parts");
    for (Finding.Part part : finding.parts()) {
      if (part.text().isEmpty()) {
        continue;
      }
      ObjectNode entry = parts.addObject().put("text", part.text());
      SpanRow span = part.span();
      if (span != null) {
        entry.put("spanId", span.idText());
      }
      if (part.strong()) {
        entry.put("strong", true);
      }
    }
    SpanRow about = finding.span();
    if (about != null) {
      json.put("spanId", about.idText());
    }
    SpanJson.put(json, "detail", finding.detail());
    return json;
  }

  /** Finds fallbacks, and runs of tools that were not offered. */
  static void derived(TraceTree tree, Set<Long> fallbacks, Set<Long> madeUp) {
    SpanRow failed = null;
    for (SpanRow span : tree.order()) {
      ModelFacts model = span.model();
      if (!span.type().isModelCall() || model == null) {
        continue;
      }
      if (failed != null
          && failed.parentId() == span.parentId()
          && !span.failed()
          && !span.name().equals(failed.name())) {
        fallbacks.add(span.id());
      }
      failed = span.failed() ? span : null;
      List<String> made = model.notOffered();
      for (int i = 0; !made.isEmpty() && i < model.toolCalls().size(); i++) {
        if (made.contains(model.toolCalls().get(i))) {
          SpanRow run = tree.runOf(span, model.callIds().get(i));
          madeUp.add(run == null ? span.id() : run.id());
        }
      }
    }
  }
}
