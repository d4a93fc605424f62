// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Talks to the server with the JDK's client, as any other program would. */
final class Chat {
  static final String HELLO = "{'model':'gpt-4o-mini','messages':[{'role':'user','content':'Hi'}]}";
  static final String HELLO_STREAM =
      "{'model':'gpt-4o-mini','stream':true,'messages':[{'role':'user','content':'Hi'}]}";
  static final String HELLO_STREAM_WITH_USAGE =
      "{'model':'gpt-4o-mini','stream':true,'stream_options':{'include_usage':true},"
          + "'messages':[{'role':'user','content':'Hi'}]}";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ModelServer server;

  Chat(ModelServer server) {
    this.server = server;
  }

  /** Posts JSON whose quotes are written as apostrophes. */
  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(request(body), BodyHandlers.ofString());
  }

  Stream<String> lines(String body) throws IOException, InterruptedException {
    return client.send(request(body), BodyHandlers.ofLines()).body();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  JsonNode json(String body) throws IOException, InterruptedException {
    return MAPPER.readTree(post(body).body());
  }

  /** The data of each event, {@code [DONE]} left as text. */
  List<JsonNode> events(String body) throws IOException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : post(body).body().lines().toList()) {
      if (line.startsWith("data: {")) {
        events.add(MAPPER.readTree(line.substring("data: ".length())));
      } else if (line.startsWith("data: ")) {
        events.add(MAPPER.getNodeFactory().textNode(line.substring("data: ".length())));
      }
    }
    return events;
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
        .header("Authorization", "Bearer sk-secret")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
        .build();
  }
}
