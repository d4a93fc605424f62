// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.StatsJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.DeadJvms;
import dev.clew.viewer.metrics.HealthNote;
import dev.clew.viewer.metrics.Losses;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The state of the viewer and of the JVMs that write. */
final class HealthRoutes {

  private static final List<String> REDACTION = List.of("clew.content", "clew.redact");
  private static final List<String> SAMPLING = List.of("clew.sampling");

  private final TraceStore store;
  private final ViewerState state;
  private final Clock clock;

  HealthRoutes(TraceStore store, ViewerState state, Clock clock) {
    this.store = store;
    this.state = state;
    this.clock = clock;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/health", context -> Requests.json(context, health()));
    routes.get("/api/v1/jvms/{jvmId}/samples", this::samples);
    routes.get("/api/v1/openapi.yaml", HealthRoutes::openapi);
  }

  private ObjectNode health() {
    ObjectNode json = state.json(clock.millis());
    List<JvmSample.Jvm> known = store.jvms();
    StoreStatistics statistics = store.statistics();
    json.set("notes", StatsJson.notes(HealthNote.of(statistics, known)));
    Losses losses = Losses.of(statistics, known);
    json.put("lostSpans", losses.spans()).put("lostContents", losses.contents());
    ArrayNode jvms = json.putArray("jvms");
    Map<String, Integer> leftOpen = DeadJvms.leftOpen(store);
    for (JvmSample.Jvm jvm : known) {
      ObjectNode entry = StatsJson.jvm(jvm, clock.millis());
      entry.put("alive", entry.path("writing").asBoolean() || DeadJvms.isAlive(jvm));
      entry.put("leftOpen", leftOpen.getOrDefault(jvm.id(), 0));
      jvms.add(entry);
    }
    StatsJson.inForce(json, "redaction", known, REDACTION);
    StatsJson.inForce(json, "sampling", known, SAMPLING);
    return json;
  }

  private void samples(Context context) {
    String id = context.pathParam("jvmId");
    JvmSample.Jvm jvm =
        store.jvms().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new HttpProblem(404, "no JVM has that id"));
    Instant now = clock.instant();
    long from = time(context, "from", now.minusSeconds(3600));
    long to = time(context, "to", now);
    int samples = Requests.number(context, "samples", 300, 2, 2000);
    Requests.json(context, StatsJson.series(store, jvm, from, to, samples, clock.millis()));
  }

  private long time(Context context, String name, Instant fallback) {
    String text = context.queryParam(name);
    return text == null
        ? fallback.toEpochMilli()
        : Quantities.time(text, clock.instant())
            .orElseThrow(() -> new HttpProblem(400, name + ": not a time"))
            .toEpochMilli();
  }

  private static void openapi(Context context) throws IOException {
    try (InputStream in = HealthRoutes.class.getResourceAsStream("openapi.yaml")) {
      context
          .contentType("application/yaml; charset=utf-8")
          .result(in == null ? Json.writeBytes("") : in.readAllBytes());
    }
  }
}
