// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A model behind plain HTTP. */
final class Model {
  private static final Pattern CONTENT = Pattern.compile("\"content\"\\s*:\\s*\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String name;
  private final String address;
  private final String key;

  Model(String name, String address, String key) {
    this.name = name;
    this.address = address;
    this.key = key;
  }

  Answer complete(List<Map<String, String>> messages) {
    String turns =
        messages.stream()
            .map(
                m ->
                    "{\"role\":\"%s\",\"content\":\"%s\"}"
                        .formatted(m.get("role"), m.get("content")))
            .collect(Collectors.joining(","));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/chat/completions"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"%s\",\"messages\":[%s]}".formatted(name, turns)))
            .build();
    try {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Answer(
          first(CONTENT, body), number("prompt_tokens", body), number("completion_tokens", body));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(String field, String body) {
    return Integer.parseInt(first(Pattern.compile("\"" + field + "\"\\s*:\\s*(\\d+)"), body));
  }

  private static String first(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    if (!matcher.find()) {
      throw new IllegalStateException("unexpected answer: " + body);
    }
    return matcher.group(1);
  }

  /** What the model says, and what that costs. */
  record Answer(String text, int inputTokens, int outputTokens) {}
}
