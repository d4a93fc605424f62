// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.metrics.HealthNote;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.Totals;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Totals, histograms and figures of JVMs. */
public final class StatsJson {

  /** A JVM that has sent nothing for this long is no longer writing. */
  private static final long SILENT_MILLIS = 30_000;

  private StatsJson() {}

  public static ObjectNode totals(Totals totals) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("traces", totals.traces());
    json.put("failed", totals.failed());
    json.put("running", totals.running());
    json.put("cancelled", totals.cancelled());
    json.put("spans", totals.spans());
    if (totals.ended() > 0) {
      json.putObject("durationMs")
          .put("p50", SpanJson.millis(totals.p50()))
          .put("p95", SpanJson.millis(totals.p95()))
          .put("p99", SpanJson.millis(totals.p99()))
          .put("max", SpanJson.millis(totals.max()));
    }
    json.set("tokens", SpanJson.tokens(totals.tokens()));
    json.set("cost", SpanJson.cost(totals.cost()));
    if (totals.traces() > 0) {
      json.put("oldestMs", SpanJson.millis(totals.oldest()));
      json.put("newestMs", SpanJson.millis(totals.newest()));
    }
    return json;
  }

  public static ObjectNode histogram(Histogram histogram) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("fromMs", SpanJson.millis(histogram.from()));
    json.put("toMs", SpanJson.millis(histogram.to()));
    json.put("bucketMs", SpanJson.millis(histogram.width()));
    ArrayNode buckets = json.putArray("buckets");
    for (Histogram.Bucket bucket : histogram.buckets()) {
      buckets
          .addObject()
          .put("index", bucket.index())
          .put("traces", bucket.traces())
          .put("failed", bucket.failed())
          .put("withErrors", bucket.withErrors());
    }
    return json;
  }

  /** What is lost, hidden or not whole. */
  public static ArrayNode notes(List<HealthNote> notes) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (HealthNote note : notes) {
      ObjectNode entry = json.addObject();
      entry.put("severity", note.isWarning() ? "warning" : "info").put("text", note.text());
      SpanJson.put(entry, "filter", note.filter());
      SpanJson.put(entry, "jvm", note.jvm());
    }
    return json;
  }

  /**
   * Adds, per service, which of some settings its JVM that wrote last has.
   *
   * @param prefixes of their names
   */
  public static void inForce(
      ObjectNode json, String field, List<JvmSample.Jvm> jvms, List<String> prefixes) {
    Map<String, JvmSample.Jvm> latest = new TreeMap<>();
    for (JvmSample.Jvm jvm : jvms) {
      latest.merge(
          jvm.service() == null ? jvm.id() : jvm.service(),
          jvm,
          (one, other) -> one.lastSeenMillis() >= other.lastSeenMillis() ? one : other);
    }
    ObjectNode services = Json.MAPPER.createObjectNode();
    latest.forEach(
        (service, jvm) -> {
          JsonNode settings = Json.readOrNull(jvm.settingsJson());
          if (settings == null) {
            return;
          }
          List<String> set = new ArrayList<>();
          settings
              .properties()
              .forEach(
                  setting -> {
                    if (prefixes.stream().anyMatch(setting.getKey()::startsWith)) {
                      set.add(setting.getKey() + "=" + setting.getValue().asText());
                    }
                  });
          if (!set.isEmpty()) {
            services.put(service, String.join(", ", set));
          }
        });
    if (!services.isEmpty()) {
      json.set(field, services);
    }
  }

  public static ObjectNode jvm(JvmSample.Jvm jvm, long nowMillis) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", jvm.id());
    json.put("pid", jvm.pid());
    json.put("startedMs", jvm.startedMillis());
    SpanJson.put(json, "service", jvm.service());
    json.put("writing", nowMillis - jvm.lastSeenMillis() < SILENT_MILLIS);
    json.put("lastSeenMs", jvm.lastSeenMillis());
    SpanJson.put(json, "agentVersion", jvm.agentVersion());
    SpanJson.put(json, "javaVersion", jvm.javaVersion());
    JsonNode libraries = Json.readOrNull(jvm.librariesJson());
    json.set("libraries", libraries == null ? Json.MAPPER.createArrayNode() : libraries);
    JsonNode settings = Json.readOrNull(jvm.settingsJson());
    if (settings != null) {
      json.set("settings", settings);
    }
    JvmSample sample = jvm.sample();
    if (sample != null) {
      json.set("sample", sample(sample));
    }
    return json;
  }

  /** {@code heap_used} in a record is {@code heapUsed} here. */
  public static ObjectNode sample(JvmSample sample) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("timeMs", sample.timeMillis());
    sample
        .figures()
        .forEach(
            (name, value) -> {
              boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
              if (whole && !name.equals("cpu")) {
                json.put(camelCase(name), value.longValue());
              } else {
                json.put(camelCase(name), value);
              }
            });
    return json;
  }

  private static String camelCase(String name) {
    StringBuilder result = new StringBuilder();
    for (String word : name.split("_")) {
      result.append(
          result.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return result.toString();
  }

  public static ObjectNode series(
      TraceStore store, JvmSample.Jvm jvm, long from, long to, int max, long nowMillis) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("jvm", jvm(jvm, nowMillis));
    ArrayNode list = json.putArray("samples");
    List<JvmSample> samples = store.samples(jvm.id(), from, to);
    double step = Math.max(1, samples.size() / (double) max);
    for (double at = 0; at < samples.size(); at += step) {
      list.add(sample(samples.get((int) at)));
    }
    return json;
  }

  /** Figures of the JVMs that wrote a trace, from shortly before it to shortly after. */
  public static ObjectNode resources(TraceStore store, LoadedTrace trace, int max, long nowMillis) {
    Set<String> wrote = new TreeSet<>();
    for (SpanRow span : trace.spans()) {
      if (span.jvm() != null) {
        wrote.add(span.jvm());
      }
    }
    Map<String, JvmSample.Jvm> known = new HashMap<>();
    store.jvms().forEach(jvm -> known.put(jvm.id(), jvm));
    long start = trace.row().startNanos() / 1_000_000;
    long end = start + trace.row().durationNanos() / 1_000_000;
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode jvms = json.putArray("jvms");
    for (String id : wrote) {
      JvmSample.Jvm jvm = known.get(id);
      if (jvm != null) {
        jvms.add(series(store, jvm, start - 10_000, end + 10_000, max, nowMillis));
      }
    }
    return json;
  }
}
