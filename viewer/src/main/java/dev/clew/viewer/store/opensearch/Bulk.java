// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes many documents. What a node refuses because it is busy is sent again, that alone, until
 * time is up; nothing is given up silently.
 */
final class Bulk {

  private static final int MAX_BYTES = 5 << 20;
  private static final int MAX_OPERATIONS = 1000;
  private static final Set<Integer> BUSY = Set.of(429, 503);
  private static final String ANSWER =
      "/_bulk?filter_path=items.*.status,items.*._version,items.*.error.type,items.*.error.reason";

  /** What became of an operation; a status of 409 is left to the caller. */
  record Result(int status, long version) {
    boolean isConflict() {
      return status == 409;
    }
  }

  private final Connection connection;
  private final List<byte[]> operations = new ArrayList<>();

  Bulk(Connection connection) {
    this.connection = connection;
  }

  /** Replaces a document, whatever there was. */
  void index(String index, String id, ObjectNode document) {
    add(action("index", index, id), Json.writeBytes(document));
  }

  /** Writes a document unless there is one of a higher version. */
  void indexNewest(
      String index, String id, @Nullable String routing, long version, byte[] document) {
    ObjectNode action = action("index", index, id);
    ObjectNode details = (ObjectNode) action.get("index");
    details.put("version", version).put("version_type", "external_gte");
    if (routing != null) {
      details.put("routing", routing);
    }
    add(action, document);
  }

  /** Writes a document that must not exist. */
  void create(String index, String id, @Nullable String routing, byte[] document) {
    ObjectNode action = action("create", index, id);
    if (routing != null) {
      ((ObjectNode) action.get("create")).put("routing", routing);
    }
    add(action, document);
  }

  /** Replaces a document that must not have changed. */
  void replace(String index, String id, String routing, long sequence, long term, byte[] document) {
    ObjectNode action = action("index", index, id);
    ((ObjectNode) action.get("index"))
        .put("routing", routing)
        .put("if_seq_no", sequence)
        .put("if_primary_term", term);
    add(action, document);
  }

  void delete(String index, String id, @Nullable String routing) {
    ObjectNode action = action("delete", index, id);
    if (routing != null) {
      ((ObjectNode) action.get("delete")).put("routing", routing);
    }
    add(action, null);
  }

  private static ObjectNode action(String name, String index, String id) {
    ObjectNode action = Json.MAPPER.createObjectNode();
    action.putObject(name).put("_index", index).put("_id", id);
    return action;
  }

  private void add(ObjectNode action, byte @Nullable [] document) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(Json.writeBytes(action));
    lines.write('\n');
    if (document != null) {
      lines.writeBytes(document);
      lines.write('\n');
    }
    operations.add(lines.toByteArray());
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  /** Sends everything; returns the results in the order of the operations. */
  List<Result> send() {
    Result[] results = new Result[operations.size()];
    List<Integer> pending = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      pending.add(i);
    }
    Backoff backoff = new Backoff(connection.settings().patience());
    while (!pending.isEmpty()) {
      List<Integer> refused = new ArrayList<>();
      String why = "";
      int from = 0;
      while (from < pending.size()) {
        int to = end(pending, from);
        why = send(pending.subList(from, to), results, refused, why);
        from = to;
      }
      if (!refused.isEmpty() && !backoff.pause()) {
        throw new StoreException(
            "OpenSearch at "
                + connection.settings().addresses()
                + " is overloaded: it still refuses "
                + refused.size()
                + " of "
                + operations.size()
                + " documents after "
                + connection.settings().patience().toSeconds()
                + " s ("
                + why
                + ")",
            null);
      }
      pending = refused;
    }
    operations.clear();
    return List.of(results);
  }

  private int end(List<Integer> pending, int from) {
    long bytes = 0;
    int to = from;
    while (to < pending.size() && to - from < MAX_OPERATIONS) {
      bytes += operations.get(pending.get(to)).length;
      if (bytes > MAX_BYTES && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  /** Sends some; returns why any was refused. */
  private String send(
      List<Integer> some, Result[] results, List<Integer> refused, String whyBefore) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    some.forEach(each -> body.writeBytes(operations.get(each)));
    JsonNode items = connection.call("POST", ANSWER, body.toByteArray()).body().path("items");
    if (items.size() != some.size()) {
      throw new StoreException(
          "OpenSearch at "
              + connection.settings().addresses()
              + " answered "
              + items.size()
              + " of "
              + some.size()
              + " operations",
          null);
    }
    String why = whyBefore;
    for (int i = 0; i < some.size(); i++) {
      JsonNode item = items.get(i).elements().next();
      int status = item.path("status").asInt();
      String reason = item.path("error").path("reason").asText("");
      if (BUSY.contains(status)) {
        refused.add(some.get(i));
        why = reason;
      } else if (status < 300 || status == 404 || status == 409) {
        results[some.get(i)] = new Result(status, item.path("_version").asLong());
      } else {
        throw new StoreException(
            "OpenSearch at "
                + connection.settings().addresses()
                + " refuses a document with "
                + status
                + ": "
                + reason,
            null);
      }
    }
    return why;
  }
}
