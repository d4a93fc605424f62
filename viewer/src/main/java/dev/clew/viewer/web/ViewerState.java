// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.SpanJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.metrics.HealthNote;
import dev.clew.viewer.metrics.Losses;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.TraceStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The viewer's state: {@code Health} of openapi.yaml, without the JVMs. */
public final class ViewerState {

  private record Rate(long spans, long atMillis, double perSecond) {}

  private final TraceStore store;
  private final IngestCounters counters;
  private final ServerSettings settings;
  private final @Nullable Path folder;
  private final Retention retention;
  private final long startedMillis;
  private final AtomicReference<Rate> rate;
  private volatile String address = "";
  private volatile @Nullable String otlpAddress;

  /**
   * @param folder the folder that is followed, or null
   */
  public ViewerState(
      TraceStore store,
      IngestCounters counters,
      ServerSettings settings,
      @Nullable Path folder,
      Retention retention,
      long startedMillis) {
    this.store = store;
    this.counters = counters;
    this.settings = settings;
    this.folder = folder;
    this.retention = retention;
    this.startedMillis = startedMillis;
    this.rate = new AtomicReference<>(new Rate(0, startedMillis, 0));
  }

  void listening(String http, @Nullable String otlp) {
    address = http;
    otlpAddress = otlp;
  }

  ObjectNode json(long nowMillis) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode viewer = json.putObject("viewer");
    viewer.put("version", Version.text());
    viewer.put("javaVersion", Runtime.version().toString());
    viewer.put("pid", ProcessHandle.current().pid());
    viewer.put("startedMs", startedMillis);
    viewer.put("address", address);
    viewer.put("otlpAddress", otlpAddress);
    viewer.put("tokenNeeded", settings.needsToken());
    StoreStatistics statistics = store.statistics();
    store(json.putObject("store"), statistics);
    ObjectNode keep = json.putObject("retention");
    if (retention.maxAge() != null) {
      keep.put("maxAgeDays", retention.maxAge().toHours() / 24.0);
    }
    if (retention.maxBytes() != null) {
      keep.put("maxBytes", retention.maxBytes());
    }
    if (retention.maxTraces() != null) {
      keep.put("maxTraces", retention.maxTraces());
    }
    ingest(json.putObject("ingest"), nowMillis);
    StoreStatistics.ContentState content = statistics.content();
    json.putObject("content")
        .put("redactedSpans", content.redacted())
        .put("truncatedSpans", content.truncated())
        .put("withoutContent", content.dropped() + content.withheld());
    ObjectNode prices = json.putObject("prices");
    texts(prices.putArray("sources"), statistics.priceSources());
    texts(prices.putArray("unpricedModels"), statistics.unpricedModels());
    return json;
  }

  private static void texts(ArrayNode array, Iterable<String> texts) {
    texts.forEach(array::add);
  }

  private static void store(ObjectNode json, StoreStatistics statistics) {
    json.put("kind", statistics.kind()).put("path", statistics.path());
    json.put("bytes", statistics.bytes());
    json.put("traces", statistics.traces()).put("spans", statistics.spans());
    if (statistics.traces() > 0) {
      json.put("oldestMs", SpanJson.millis(statistics.oldest()));
      json.put("newestMs", SpanJson.millis(statistics.newest()));
    }
    json.put("revision", statistics.revision()).put("textPending", statistics.textPending());
    json.put("schemaVersion", statistics.schemaVersion());
  }

  private void ingest(ObjectNode json, long nowMillis) {
    IngestCounters.Snapshot snapshot = counters.snapshot(nowMillis);
    if (folder != null) {
      json.put("folder", folder.toString()).put("folderExists", Files.isDirectory(folder));
    }
    json.put("behindMs", snapshot.behindMillis()).put("behindBytes", snapshot.behindBytes());
    json.put("files", snapshot.files());
    json.put("spans", snapshot.spans()).put("spansPerSecond", perSecond(nowMillis));
    json.put("rejectedLines", snapshot.rejectedLines());
    if (snapshot.lastProblem() != null) {
      json.put("lastProblem", snapshot.lastProblem());
    }
    json.put("otlpRequests", snapshot.otlpRequests()).put("otlpSpans", snapshot.otlpSpans());
    json.put("otlpRejected", snapshot.otlpRejected());
  }

  /** {@code HealthBrief}. */
  ObjectNode brief(long nowMillis) {
    StoreStatistics statistics = store.statistics();
    IngestCounters.Snapshot snapshot = counters.snapshot(nowMillis);
    List<JvmSample.Jvm> jvms = store.jvms();
    Losses losses = Losses.of(statistics, jvms);
    long writing = jvms.stream().filter(jvm -> nowMillis - jvm.lastSeenMillis() < 30_000).count();
    return Json.MAPPER
        .createObjectNode()
        .put("jvmsWriting", writing)
        .put("spansPerSecond", perSecond(nowMillis))
        .put("storeBytes", statistics.bytes())
        .put("dropped", snapshot.rejectedLines() + snapshot.otlpRejected())
        .put("running", statistics.running())
        .put(
            "warnings",
            HealthNote.of(statistics, jvms).stream().filter(HealthNote::isWarning).count())
        .put("lostSpans", losses.spans())
        .put("lostContents", losses.contents())
        .put("behindMs", snapshot.behindMillis());
  }

  /** Over the last seconds. */
  private double perSecond(long nowMillis) {
    IngestCounters.Snapshot snapshot = counters.snapshot(nowMillis);
    long spans = snapshot.spans() + snapshot.otlpSpans();
    return rate.updateAndGet(
            last ->
                nowMillis - last.atMillis() < 2000
                    ? last
                    : new Rate(
                        spans,
                        nowMillis,
                        (spans - last.spans()) * 1000.0 / (nowMillis - last.atMillis())))
        .perSecond();
  }
}
