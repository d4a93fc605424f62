// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;

/**
 * Has OpenSearch itself delete old days, with its plugin for index state management, so that it
 * happens without a viewer as well. A day's index is created on that day or later, so one more day
 * than asked for is kept.
 */
final class Lifecycle {

  private final Connection connection;
  private final Indices indices;
  private final String path;

  Lifecycle(Connection connection, Indices indices) {
    this.connection = connection;
    this.indices = indices;
    path = "/_plugins/_ism/policies/" + connection.settings().prefix() + "-lifecycle";
  }

  /** Installs the policy, or updates it; false if the cluster does not have the plugin. */
  boolean install(int keepDays) {
    // Without the plugin there is no such path: 400, or 405 where only the method is unknown.
    Connection.Answer known = connection.call("GET", path, null, 400, 403, 404, 405);
    if (!known.found() && known.status() != 404) {
      return false;
    }
    String age = (keepDays + 1) + "d";
    JsonNode states = known.body().path("policy").path("states");
    if (states
        .path(0)
        .path("transitions")
        .path(0)
        .path("conditions")
        .path("min_index_age")
        .asText()
        .equals(age)) {
      return true;
    }
    String version =
        known.found()
            ? "?if_seq_no="
                + known.body().path("_seq_no").asLong()
                + "&if_primary_term="
                + known.body().path("_primary_term").asLong()
            : "";
    // Another viewer may be doing the same: then its policy stays.
    connection.call("PUT", path + version, Json.writeBytes(policy(age)), 409);
    return true;
  }

  private ObjectNode policy(String age) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ObjectNode policy = body.putObject("policy");
    policy.put("description", "Deletes old traces of Clew").put("default_state", "keep");
    ArrayNode states = policy.putArray("states");
    ObjectNode keep = states.addObject().put("name", "keep");
    keep.putArray("actions");
    keep.putArray("transitions")
        .addObject()
        .put("state_name", "delete")
        .putObject("conditions")
        .put("min_index_age", age);
    ObjectNode delete = states.addObject().put("name", "delete");
    delete.putArray("actions").addObject().putObject("delete");
    delete.putArray("transitions");
    ObjectNode template = policy.putArray("ism_template").addObject();
    template.put("priority", 100).putArray("index_patterns").add(indices.allTraces());
    return body;
  }
}
