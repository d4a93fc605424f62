// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Ids;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Small texts that viewers agree on. */
final class SharedDocuments {

  private static final String KIND = "document";
  private static final int MOST = 10_000;

  private final Connection connection;
  private final String path;

  SharedDocuments(Connection connection, Indices indices) {
    this.connection = connection;
    path = "/" + indices.meta();
  }

  /** Of one kind, by name, including what others have just written. */
  SortedMap<String, String> all(String kind) {
    connection.call("POST", path + "/_refresh", null, 404);
    ObjectNode body = Json.MAPPER.createObjectNode().put("size", MOST);
    body.putArray("_source").add("body").add("name");
    body.set(
        "query", FilterQuery.and(FilterQuery.term("kind", KIND), FilterQuery.term("key", kind)));
    SortedMap<String, String> documents = new TreeMap<>();
    JsonNode answer = connection.post(path + "/_search?ignore_unavailable=true", body);
    for (JsonNode hit : answer.path("hits").path("hits")) {
      JsonNode source = hit.path("_source");
      documents.put(source.path("name").asText(), source.path("body").asText());
    }
    return documents;
  }

  /** False if the text is not the expected one, or no longer is. */
  boolean replace(String kind, String name, @Nullable String expected, @Nullable String text) {
    String id = KIND + ":" + Ids.trace(KIND + "\n" + kind + "\n" + name);
    JsonNode known = read(id);
    if (!Objects.equals(Json.text(known.path("_source"), "body"), expected)) {
      return false;
    }
    boolean exists = expected != null;
    if (text == null && !exists) {
      return true;
    }
    String unchanged =
        "?if_seq_no="
            + known.path("_seq_no").asLong()
            + "&if_primary_term="
            + known.path("_primary_term").asLong();
    if (text == null) {
      return connection.call("DELETE", path + "/_doc/" + id + unchanged, null, 404, 409).found();
    }
    String writer = UUID.randomUUID().toString();
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("kind", KIND).put("key", kind).put("name", name).put("body", text);
    document.put("writer", writer);
    boolean written =
        connection
            .call(
                "PUT",
                path + (exists ? "/_doc/" + id + unchanged : "/_create/" + id),
                Json.writeBytes(document),
                409)
            .found();
    // If an answer was lost, the second attempt collides with the first one.
    return written || writer.equals(Json.text(read(id).path("_source"), "writer"));
  }

  private JsonNode read(String id) {
    return connection.call("GET", path + "/_doc/" + id, null, 404).body();
  }
}
