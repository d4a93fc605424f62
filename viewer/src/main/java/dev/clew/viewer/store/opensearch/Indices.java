// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The names of the indices, and the templates that OpenSearch creates them from: one per day with
 * traces and spans, and one for everything else.
 */
final class Indices {

  /** Changes with the mappings; a store of another version is not opened. */
  static final String VERSION = "2";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final String prefix;

  Indices(String prefix) {
    this.prefix = prefix;
  }

  /** The day of a time in nanoseconds. */
  static String day(long nanos) {
    return DAY.format(Instant.ofEpochSecond(0, nanos));
  }

  /** The index of a day. */
  String traces(String day) {
    return prefix + "-traces-" + day;
  }

  /** All days. */
  String allTraces() {
    return prefix + "-traces-*";
  }

  /** Where traces are, what sources were read, JVMs, views, the revision. */
  String meta() {
    return prefix + "-meta";
  }

  /** Checks the cluster, and installs the templates if they are missing or older. */
  void prepare(Connection connection) {
    check(connection);
    install(connection, allTraces(), "traces", connection.settings().shards());
    install(connection, meta(), "meta", 1);
  }

  private static void check(Connection connection) {
    // Somebody is waiting: a wrong address is to be reported at once.
    JsonNode version = connection.call(AT_ONCE, "GET", "/", null).body().path("version");
    String number = version.path("number").asText("");
    boolean openSearch = version.path("distribution").asText("").equals("opensearch");
    String major = number.replaceAll("\\..*", "");
    if (!openSearch || !major.matches("\\d+") || Integer.parseInt(major) < 2) {
      throw new StoreException(
          connection.settings().addresses()
              + " is "
              + (openSearch
                  ? "OpenSearch " + number
                  : number.isEmpty() ? "no OpenSearch" : "Elasticsearch or similar, " + number)
              + "; the team store needs OpenSearch 2.0 or later",
          null);
    }
  }

  private void install(Connection connection, String pattern, String name, int shards) {
    String path = "/_index_template/" + prefix + "-" + name;
    JsonNode known =
        connection
            .call("GET", path + "?filter_path=index_templates.index_template.version", null, 404)
            .body()
            .path("index_templates")
            .path(0)
            .path("index_template")
            .path("version");
    int wanted = Integer.parseInt(VERSION);
    if (known.asInt() > wanted) {
      throw new StoreException(
          "the indices "
              + pattern
              + " were made by a newer viewer (version "
              + known.asInt()
              + ", this one knows "
              + wanted
              + "); use that one, or another prefix",
          null);
    }
    if (known.asInt() < wanted) {
      ObjectNode template = resource(name + ".json");
      template.put("version", wanted).putArray("index_patterns").add(pattern);
      ((ObjectNode) template.path("template").path("settings"))
          .put("index.number_of_shards", shards);
      connection.call("PUT", path, Json.writeBytes(template));
    }
  }

  private static ObjectNode resource(String name) {
    try (InputStream in = Indices.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing in the jar: " + name);
      }
      return (ObjectNode) Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
