// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.AgentPath;
import dev.clew.viewer.analysis.Finding;
import dev.clew.viewer.analysis.OwnCode;
import dev.clew.viewer.analysis.TimeSplit;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.analysis.WhyText;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import java.util.List;

/** A summary of a trace: {@code Summary} of openapi.yaml. */
public final class SummaryJson {

  private static final int MAX_OWN_CODE = 50;

  private SummaryJson() {}

  public static ObjectNode summary(LoadedTrace trace, long now) {
    TraceTree tree = trace.tree();
    List<Finding> found = trace.findings(now);
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode findings = json.putArray("findings");
    found.forEach(finding -> findings.add(finding(finding)));
    ArrayNode agents = json.putArray("agents");
    List<AgentPath.Step> path = AgentPath.of(tree);
    for (AgentPath.Step step : path) {
      agents
          .addObject()
          .put("name", step.name())
          .put("spanId", step.span().idText())
          .put("relation", step.relation().wire())
          .put("failed", step.failed())
          .put("runs", step.runs());
    }
    TimeSplit split = tree.timeSplit();
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
    TraceJson.texts(json, "text", WhyText.of(trace.row(), tree, found, path));
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
}
