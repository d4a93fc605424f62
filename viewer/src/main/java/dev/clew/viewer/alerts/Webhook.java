// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells an address of an event: a POST of JSON, whose {@code text} chats such as Slack and
 * Mattermost show. Anything but a status from 200 to 299 is a failure.
 */
final class Webhook {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Null if it worked; otherwise why it did not, without the address, which may hold a key. */
  @Nullable String tell(String address, AlertEvent event, AlertRule rule) {
    try {
      HttpResponse<Void> response =
          client.send(
              HttpRequest.newBuilder(URI.create(address))
                  .timeout(ANSWER)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", event.id())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body(event, rule)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      int status = response.statusCode();
      return status / 100 == 2 ? null : "the receiver answered with status " + status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (IOException e) {
      return "no answer: " + e.getClass().getSimpleName();
    } catch (RuntimeException e) {
      return "cannot be sent: " + e.getClass().getSimpleName();
    }
  }

  static byte[] body(AlertEvent event, AlertRule rule) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", event.id());
    json.put("alert", event.rule());
    json.put("state", event.firing() ? "firing" : "resolved");
    json.put("text", event.text().replace('\u00a0', ' '));
    json.put("time", Instant.ofEpochMilli(event.millis()).toString());
    json.put("condition", rule.condition());
    json.put("value", event.value());
    json.put("over", rule.over());
    json.put("filter", rule.filter());
    return Json.writeBytes(json);
  }
}
