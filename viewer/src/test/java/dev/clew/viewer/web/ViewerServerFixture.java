// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on any free port, over a store with the runs of the travel desk. */
abstract class ViewerServerFixture {

  static final String TRACE = "473b0d6ac39f1570c781b074afe7529e";

  static final HttpClient CLIENT = HttpClient.newHttpClient();

  final TraceStore store = new MemoryTraceStore(Clock.systemUTC());

  ViewerServer server;

  @BeforeEach
  void start() {
    store.write(Batch.of(Recording.read(Recording.travelDesk(), Source.IMPORT)));
    store.indexText(1000);
    server = server(null);
  }

  ViewerServer server(String token) {
    return server("127.0.0.1", token);
  }

  ViewerServer server(String host, String token) {
    return start(new ServerSettings(host, 0, 0, token));
  }

  ViewerServer start(ServerSettings settings) {
    IngestCounters counters = new IngestCounters();
    ViewerServer made =
        new ViewerServer(
            store,
            counters,
            settings,
            new ViewerState(store, counters, settings, null, new Retention(null, null, null), 0),
            Clock.systemUTC());
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path));
  }

  HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.readOrNull(response.body());
  }

  static int status(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
