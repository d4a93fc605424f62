// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.SavedView;
import dev.clew.viewer.store.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is stored besides traces. Positions belong to the machine whose files they are about; a path
 * means something else on another one.
 */
final class MetaDocuments {

  private static final int AT_ONCE = 5000;

  private final Connection connection;
  private final String index;
  private final String host;
  private final AtomicBoolean written = new AtomicBoolean(true);

  MetaDocuments(Connection connection, Indices indices) {
    this.connection = connection;
    index = indices.meta();
    host = connection.settings().host();
  }

  /** Ids of documents are short; what they are made of need not be. */
  private static String id(String kind, String key) {
    return kind + ":" + Ids.trace(kind + "\n" + key);
  }

  private String position(String source) {
    return id("position", host + "\n" + source);
  }

  void write(Collection<JvmSample.Jvm> jvms, @Nullable SourcePosition position) {
    Bulk bulk = new Bulk(connection);
    for (JvmSample.Jvm jvm : jvms) {
      add(bulk, jvm);
    }
    if (position != null) {
      bulk.index(
          index, position(position.source()), document("position", position.source(), 0, position));
    }
    if (!bulk.isEmpty()) {
      bulk.send();
      written.set(true);
    }
  }

  private void add(Bulk bulk, JvmSample.Jvm jvm) {
    JvmSample.Jvm definition = with(jvm, null);
    bulk.indexNewest(
        index,
        id("jvm", jvm.id()),
        null,
        Math.max(0, jvm.lastSeenMillis()),
        Json.writeBytes(document("jvm", jvm.id(), jvm.lastSeenMillis(), definition)));
    JvmSample sample = jvm.sample();
    if (sample != null) {
      bulk.index(
          index,
          id("sample", sample.jvm() + "\n" + sample.timeMillis()),
          document("sample", sample.jvm(), sample.timeMillis(), sample));
    }
  }

  private static JvmSample.Jvm with(JvmSample.Jvm jvm, @Nullable JvmSample sample) {
    return new JvmSample.Jvm(
        jvm.id(),
        jvm.pid(),
        jvm.startedMillis(),
        jvm.service(),
        jvm.agentVersion(),
        jvm.javaVersion(),
        jvm.librariesJson(),
        jvm.settingsJson(),
        jvm.lastSeenMillis(),
        sample);
  }

  private ObjectNode document(String kind, String key, long time, Object body) {
    return Json.MAPPER
        .createObjectNode()
        .put("kind", kind)
        .put("key", TraceDocument.cut(key))
        .put("host", host)
        .put("time", time)
        .put("body", Json.write(body));
  }

  private void refresh() {
    if (written.getAndSet(false)) {
      connection.call("POST", "/" + index + "/_refresh", null, 404);
    }
  }

  private static ObjectNode query(String kind) {
    return FilterQuery.term("kind", kind);
  }

  /** Passes on the bodies of documents, ordered by time. */
  private <T> void each(ObjectNode query, String direction, Class<T> type, Consumer<T> found) {
    refresh();
    ArrayNode after = null;
    JsonNode hits;
    do {
      ObjectNode body = Json.MAPPER.createObjectNode().put("size", AT_ONCE);
      body.putArray("_source").add("body");
      body.set("query", query);
      ArrayNode sort = body.putArray("sort");
      sort.addObject().put("time", direction);
      sort.addObject().put("key", direction);
      if (after != null) {
        body.set("search_after", after);
      }
      hits = search(body);
      for (JsonNode hit : hits) {
        after = (ArrayNode) hit.get("sort");
        found.accept(Json.read(hit.path("_source").path("body").asText(), type));
      }
    } while (hits.size() == AT_ONCE);
  }

  private JsonNode search(ObjectNode body) {
    return connection
        .post("/" + index + "/_search?ignore_unavailable=true", body)
        .path("hits")
        .path("hits");
  }

  Map<String, SourcePosition> positions() {
    Map<String, SourcePosition> positions = new LinkedHashMap<>();
    each(
        FilterQuery.and(query("position"), FilterQuery.term("host", host)),
        "asc",
        SourcePosition.class,
        position -> positions.put(position.source(), position));
    return positions;
  }

  void forgetPositions(Collection<String> sources) {
    Bulk bulk = new Bulk(connection);
    sources.forEach(source -> bulk.delete(index, position(source), null));
    if (!bulk.isEmpty()) {
      bulk.send();
      written.set(true);
    }
  }

  List<JvmSample.Jvm> jvms() {
    Map<String, JvmSample> latest = latestSamples();
    List<JvmSample.Jvm> jvms = new ArrayList<>();
    each(
        query("jvm"),
        "desc",
        JvmSample.Jvm.class,
        jvm -> jvms.add(with(jvm, latest.get(jvm.id()))));
    return jvms;
  }

  private Map<String, JvmSample> latestSamples() {
    refresh();
    ObjectNode body = Json.MAPPER.createObjectNode().put("size", AT_ONCE);
    body.putArray("_source").add("body");
    body.set("query", query("sample"));
    body.putObject("collapse").put("field", "key");
    body.putArray("sort").addObject().put("time", "desc");
    Map<String, JvmSample> latest = new HashMap<>();
    for (JsonNode hit : search(body)) {
      JvmSample sample = Json.read(hit.path("_source").path("body").asText(), JvmSample.class);
      latest.put(sample.jvm(), sample);
    }
    return latest;
  }

  List<JvmSample> samples(String jvm, long fromMillis, long toMillis) {
    ObjectNode range = FilterQuery.object();
    range.putObject("range").putObject("time").put("gte", fromMillis).put("lte", toMillis);
    List<JvmSample> samples = new ArrayList<>();
    each(
        FilterQuery.and(query("sample"), FilterQuery.term("key", TraceDocument.cut(jvm)), range),
        "asc",
        JvmSample.class,
        samples::add);
    return samples;
  }

  void deleteSamplesBefore(long millis) {
    refresh();
    ObjectNode range = FilterQuery.object();
    range.putObject("range").putObject("time").put("lt", millis);
    ObjectNode body = FilterQuery.object();
    body.set("query", FilterQuery.and(query("sample"), range));
    connection.call(
        "POST", "/" + index + "/_delete_by_query?conflicts=proceed", Json.writeBytes(body), 404);
  }

  List<SavedView> views() {
    List<SavedView> views = new ArrayList<>();
    each(query("view"), "asc", SavedView.class, views::add);
    views.sort(Comparator.comparing(SavedView::name));
    return views;
  }

  void save(SavedView view) {
    Bulk bulk = new Bulk(connection);
    bulk.index(index, id("view", view.name()), document("view", view.name(), 0, view));
    bulk.send();
    written.set(true);
  }

  boolean deleteView(String name) {
    Bulk bulk = new Bulk(connection);
    bulk.delete(index, id("view", name), null);
    boolean deleted = bulk.send().get(0).status() == 200;
    written.set(true);
    return deleted;
  }
}
