// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Anthropic's hosted sessions. */
class SessionsTest {
  private static final String TASK =
      """
      {"events":[{"type":"user.message","content":[{"type":"text","text":"Hi"}]}]}""";

  @Test
  void stream_tellsOfTheAgentsWork_untilItIsIdle() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello"))) {
      HttpClient client = HttpClient.newHttpClient();
      String events = server.baseUrl() + "/sessions/sesn_1/events";
      HttpRequest task =
          HttpRequest.newBuilder(URI.create(events)).POST(BodyPublishers.ofString(TASK)).build();
      assertThat(client.send(task, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

      HttpRequest stream = HttpRequest.newBuilder(URI.create(events + "/stream")).build();
      try (InputStream body = client.send(stream, BodyHandlers.ofInputStream()).body();
          Scanner scanner = new Scanner(body, StandardCharsets.UTF_8)) {
        List<String> types =
            scanner
                .findAll(Pattern.compile("data: \\{\"type\":\"([a-z._]+)\""))
                .map(found -> found.group(1))
                .limit(6)
                .toList();

        assertThat(types)
            .containsExactly(
                "user.message",
                "session.status_running",
                "span.model_request_start",
                "agent.message",
                "span.model_request_end",
                "session.status_idle");
      }
    }
  }
}
