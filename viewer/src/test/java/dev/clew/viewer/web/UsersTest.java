// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several users of one viewer, behind a proxy. */
final class UsersTest extends ViewerServerFixture {

  private static final String READER = "token-of-the-reader";
  private static final String WATCHER = "token-of-the-watcher";
  private static final String SENDER = "token-of-the-sender";

  @TempDir Path folder;
  private Path file;
  private Path audit;

  @BeforeEach
  void shareIt() throws Exception {
    server.close();
    file = folder.resolve("users.txt");
    audit = folder.resolve("audit.jsonl");
    Files.writeString(
        file,
        "# name rights hash\n"
            + line("reader", "read,content,write", READER)
            + line("watcher", "read", WATCHER)
            + line("sender", "send", SENDER));
    server =
        start(
            new ServerSettings(
                "127.0.0.1",
                0,
                0,
                null,
                Users.of(file),
                URI.create("https://tools.example.com/clew"),
                audit));
  }

  private static String line(String name, String rights, String token) {
    return name + " " + rights + " " + Users.hash(token) + "\n";
  }

  private HttpResponse<String> get(String token, String path) throws Exception {
    return CLIENT.send(
        request("/clew" + path).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  @Test
  void nobody_getsNothing() throws Exception {
    assertThat(status(request("/clew/api/v1/traces"))).isEqualTo(401);
    assertThat(get("token-of-a-stranger", "/api/v1/traces").statusCode()).isEqualTo(401);
  }

  @Test
  void reader_readsEverything() throws Exception {
    assertThat(get(READER, "/api/v1/traces").body()).contains("card expired");
    assertThat(get(READER, "/api/v1/traces/" + TRACE + "/replay").statusCode()).isEqualTo(200);
  }

  @Test
  void watcher_seesHowRunsWent_butNotWhatWasSaid() throws Exception {
    JsonNode traces = Json.readOrNull(get(WATCHER, "/api/v1/traces").body());

    assertThat(traces.get("traces")).hasSize(5);
    assertThat(traces.at("/traces/0/durationMs").asDouble()).isPositive();
    assertThat(traces.at("/traces/0/input").asText()).isEqualTo("[withheld]");
    assertThat(traces.toString()).doesNotContain("card expired");
    String detail = get(WATCHER, "/api/v1/traces/" + TRACE).body();
    assertThat(detail).contains("payOut").doesNotContain("card expired").doesNotContain("KX4T9Q");
    assertThat(get(WATCHER, "/api/v1/groups/tool").statusCode()).isEqualTo(200);
  }

  @Test
  void watcher_seesErrors_withoutTheirMessages() throws Exception {
    JsonNode errors = Json.readOrNull(get(WATCHER, "/api/v1/errors").body()).get("errors");
    String id = errors.at("/0/id").asText();

    HttpResponse<String> one =
        get(WATCHER, "/api/v1/errors/" + id + "?q=fingerprint:" + id + "%20status:ok,error");

    assertThat(errors.at("/0/message").asText()).isEqualTo("[withheld]");
    assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
    assertThat(one.body()).contains("\"sample\"").doesNotContain("expired");
    assertThat(errors.at("/0/ended").asInt(-1)).as("the run went on").isZero();
    assertThat(get(WATCHER, "/api/v1/traces?q=ended:" + id).statusCode()).isEqualTo(200);
    assertThat(get(WATCHER, "/api/v1/tools/payOut/runs?failed=true").body())
        .contains("errorId")
        .doesNotContain("expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/traces/" + TRACE + "/replay",
        "/api/v1/traces/" + TRACE + "/summary",
        "/api/v1/traces/" + TRACE + "/search?text=card",
        "/api/v1/traces/" + TRACE + "/export?format=jsonl",
        "/api/v1/export?format=csv",
        "/api/v1/groups/fingerprint",
        "/api/v1/traces?q=fingerprint:expired",
        "/api/v1/fields/fingerprint/values",
        "/api/v1/traces?q=card",
        "/api/v1/traces?q=-%22card%20expired%22",
        "/api/v1/traces?q=error:card",
        "/api/v1/traces/counts?q=abcdef12",
      })
  void watcher_isRefusedWhatWasSaid(String path) throws Exception {
    HttpResponse<String> response = get(WATCHER, path);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).doesNotContain("expired");
  }

  @Test
  void watcher_changesNothing_readerDoes() throws Exception {
    for (String token : List.of(WATCHER, READER)) {
      int status =
          status(
              request("/clew/api/v1/alerts/a")
                  .header("Authorization", "Bearer " + token)
                  .header("X-Clew", "1")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"condition\":\"failed>1\"}")));
      assertThat(status).isEqualTo(token.equals(READER) ? 200 : 403);
    }
  }

  @Test
  void sender_sends_andReadsNothing() throws Exception {
    assertThat(get(SENDER, "/api/v1/traces").statusCode()).isEqualTo(403);
    for (String token : List.of(SENDER, READER)) {
      int status =
          status(
              HttpRequest.newBuilder(URI.create(server.otlpAddress() + "/v1/traces"))
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(status).isEqualTo(token.equals(SENDER) ? 200 : 403);
    }
  }

  @Test
  void export_leavesALine() throws Exception {
    get(READER, "/api/v1/export?format=csv&q=tool:payOut");

    JsonNode line = Json.readOrNull(Files.readAllLines(audit).get(0));
    assertThat(line.get("user").asText()).isEqualTo("reader");
    assertThat(line.get("action").asText()).isEqualTo("export");
    assertThat(line.get("traces").asInt()).isEqualTo(3);
    assertThat(line.get("query").asText()).contains("tool:payOut");
    assertThat(line.toString()).doesNotContain(READER);
  }

  @Test
  void exportThatCannotBeRecorded_isRefused() throws Exception {
    Files.createDirectory(audit);

    assertThat(get(READER, "/api/v1/export?format=csv").statusCode()).isEqualTo(500);
  }

  @Test
  void tokenInTheAddress_becomesACookieOfTheProxysPath() throws Exception {
    HttpResponse<String> entered =
        CLIENT.send(request("/clew/?token=" + READER).build(), BodyHandlers.ofString());

    String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(entered.statusCode()).isEqualTo(302);
    assertThat(entered.headers().firstValue("Location").orElseThrow()).endsWith("/clew/");
    assertThat(cookie).contains("Path=/clew/").contains("Secure").contains("HttpOnly");
    assertThat(status(request("/clew/").header("Cookie", cookie.split(";")[0]))).isEqualTo(200);
  }

  @Test
  void page_ofThePublicAddress_isOurs() throws Exception {
    assertThat(
            status(
                request("/clew/api/v1/traces")
                    .header("Authorization", "Bearer " + READER)
                    .header("Origin", "https://tools.example.com")))
        .isEqualTo(200);
    assertThat(
            status(
                request("/clew/api/v1/traces")
                    .header("Authorization", "Bearer " + READER)
                    .header("Origin", "https://evil.example.com")))
        .isEqualTo(403);
  }

  @Test
  void fileThatChanges_isReadAgain() throws Exception {
    Files.writeString(file, line("reader", "read", "another-token-of-it"));
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));

    assertThat(get(READER, "/api/v1/traces").statusCode()).isEqualTo(401);
    assertThat(get("another-token-of-it", "/api/v1/traces").statusCode()).isEqualTo(200);
  }

  @Test
  void lineThatIsWrong_isNamed() throws Exception {
    Files.writeString(file, "# one\nada everything " + "0".repeat(64) + "\n");

    assertThatThrownBy(() -> Users.of(file))
        .hasMessageEndingWith(
            "users.txt, line 2: there is no right \"everything\"; there are read, content, write,"
                + " send");
  }
}
