// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revision is the version of one document, which OpenSearch increments whenever it is written.
 * That happens after a change, so the number in the changed traces is the one expected; where
 * several viewers write at once it can be a little too low. {@link #isNew} makes up for it.
 */
final class Revisions {

  /** More viewers do not write at once. */
  private static final long OVERLAP = 50;

  private static final int AT_ONCE = 1000;
  private static final int REMEMBERED = 20_000;

  private final Connection connection;
  private final String path;
  private final Map<String, Long> told =
      new LinkedHashMap<>(256, 0.75f, false) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };
  private boolean asked;

  Revisions(Connection connection, Indices indices) {
    this.connection = connection;
    path = "/" + indices.meta() + "/_doc/revision";
  }

  long current() {
    JsonNode answer = connection.call("GET", path + "?_source=false", null, 404).body();
    return answer.path("_version").asLong(0);
  }

  /** Increments it. */
  long next() {
    return connection
        .call(
            "PUT",
            path,
            "{\"kind\":\"revision\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .body()
        .path("_version")
        .asLong();
  }

  /** The ids of traces that changed after a revision, the latest first. */
  List<String> changedSince(long revision, int limit, TraceSearches searches) {
    ObjectNode range = FilterQuery.object();
    range.putObject("range").putObject("revision").put("gt", revision - OVERLAP);
    ObjectNode body =
        TraceSearches.request(
            FilterQuery.and(FilterQuery.term("rel", "trace"), range), Math.max(limit, AT_ONCE));
    body.put("seq_no_primary_term", true).putArray("_source").add("revision");
    body.putArray("sort").addObject().put("revision", "desc");
    List<String> changed = new ArrayList<>();
    for (JsonNode hit : searches.search(body).path("hits").path("hits")) {
      String traceId = hit.path("_id").asText();
      long number = hit.path("_source").path("revision").asLong();
      if (isNew(traceId, hit.path("_seq_no").asLong(), number, revision)
          && changed.size() < limit) {
        changed.add(traceId);
      }
    }
    asked();
    return changed;
  }

  /**
   * Whether a change is to be told to somebody who knows everything up to a revision: it is later,
   * or it appeared later under an earlier number.
   *
   * @param sequence OpenSearch's own number of the change
   */
  private synchronized boolean isNew(String traceId, long sequence, long revision, long since) {
    Long before = told.put(traceId, sequence);
    return revision > since || (asked && (before == null || before != sequence));
  }

  /** After each round of questions; what was not told in the first one is old. */
  private synchronized void asked() {
    asked = true;
  }
}
