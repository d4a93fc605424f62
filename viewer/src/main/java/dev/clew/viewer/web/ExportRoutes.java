// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.export.ExportFormat;
import dev.clew.viewer.export.TraceExport;
import dev.clew.viewer.ingest.Importer;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Export and import of traces as files. */
final class ExportRoutes {

  private static final long MAX_IMPORT = 4L << 30;

  private final TraceStore store;
  private final Traces traces;
  private final Requests requests;
  private final AuditLog audit;

  ExportRoutes(TraceStore store, Traces traces, Requests requests, AuditLog audit) {
    this.store = store;
    this.audit = audit;
    this.traces = traces;
    this.requests = requests;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/traces/{traceId}/export", this::one);
    routes.get("/api/v1/export", this::many);
    routes.post("/api/v1/import", this::importFile);
  }

  private static ExportFormat format(Context context) {
    String name = Requests.required(context, "format");
    return ExportFormat.of(name)
        .orElseThrow(
            () ->
                new HttpProblem(
                    400, "format: one of json, jsonl, csv, parquet, otlp, openai, html, markdown"));
  }

  private void one(Context context) throws IOException {
    ExportFormat format = format(context);
    String id = traces.existing(context.pathParam("traceId"));
    audit(context, format, 1);
    attachment(context, format, id.substring(0, 8));
    new TraceExport(store, format).write(id, context.outputStream());
  }

  private void many(Context context) throws IOException {
    ExportFormat format = format(context);
    Selection selection = requests.selection(context);
    List<String> given = context.queryParams("id");
    if (given.size() > 1000) {
      throw new HttpProblem(400, "id: at most 1,000");
    }
    if (!given.isEmpty()) {
      Set<String> ids = new HashSet<>();
      given.forEach(id -> ids.add(traces.fullId(id)));
      selection = selection.among(ids);
    }
    long count = store.count(selection);
    if (count > format.maxTraces()) {
      throw new HttpProblem(
          400,
          format.wire() + " is limited to " + format.maxTraces() + " traces; these are " + count);
    }
    audit(context, format, count);
    attachment(context, format, "traces");
    new TraceExport(store, format).write(selection, context.outputStream(), done -> {});
  }

  private void audit(Context context, ExportFormat format, long traces) {
    audit.line(
        context,
        "export",
        Json.MAPPER
            .createObjectNode()
            .put("path", context.path())
            .put("query", context.queryString())
            .put("format", format.wire())
            .put("traces", traces));
  }

  private static void attachment(Context context, ExportFormat format, String name) {
    context.contentType(format.contentType() + (format.isBinary() ? "" : "; charset=utf-8"));
    context.header(
        "Content-Disposition",
        "attachment; filename=\"clew-" + name + "." + format.extension() + "\"");
    // Even if opened in the browser it would run nothing.
    context.header("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  private void importFile(Context context) throws IOException {
    try (InputStream body = Bodies.open(context, MAX_IMPORT)) {
      Importer.Result result = new Importer(store).read(body);
      ObjectNode json = Json.MAPPER.createObjectNode();
      json.put("format", result.format()).put("traces", result.traces());
      json.put("spans", result.spans()).put("newSpans", result.newSpans());
      json.put("rejected", result.rejected());
      audit.line(context, "import", json.deepCopy());
      ArrayNode problems = json.putArray("problems");
      result.problems().forEach(problems::add);
      Requests.json(context, json);
    } catch (RecordException e) {
      throw new HttpProblem(415, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new HttpProblem(
          400, "the file is not JSON from some point on: " + e.getOriginalMessage());
    }
  }
}
