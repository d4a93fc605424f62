// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.opensearch.OpenSearchSettings;
import dev.clew.viewer.store.opensearch.OpenSearchTraceStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that refuses, and settings that are wrong: each is told in one line. */
final class OpenSearchTroubleTest {

  private static final String GREETING =
      "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"%s\"}}";

  @TempDir Path folder;

  private static OpenSearchSettings settings(String address, String... environment) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return OpenSearchSettings.of("opensearch:" + address, variables).within(Duration.ofMillis(300));
  }

  private static void assertRefused(String message, String address, String... environment) {
    assertThatThrownBy(
            () ->
                OpenSearchTraceStore.open(settings(address, environment), TraceStoreFixture.CLOCK)
                    .close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret")
        .message()
        .hasLineCount(1);
  }

  private static OpenSearchGateway answering(int status, String body) throws IOException {
    return new OpenSearchGateway(
        null, null, (request, sent, headers) -> new OpenSearchGateway.Answer(status, body));
  }

  @Test
  void addressThatIsNone_isRefused() {
    assertRefused("\"host:9200\" is not the address of an OpenSearch node", "host:9200");
    assertRefused("is not a URL", "https://ho st");
    assertRefused("contains credentials", "https://admin:s3cret@host:9200");
    assertRefused("\"color=red\" is no option", "https://host:9200?color=red");
  }

  @Test
  void credentials_areCheckedBeforeTheyAreSent() {
    assertRefused("CLEW_OPENSEARCH_PASSWORD", "https://host", "CLEW_OPENSEARCH_USER", "clew");
    assertRefused(
        "unencrypted; write https", "http://host:9200", "CLEW_OPENSEARCH_TOKEN", "s3cret");
    assertRefused(
        "/nowhere of CLEW_OPENSEARCH_TOKEN_FILE: there is none",
        "https://host",
        "CLEW_OPENSEARCH_TOKEN_FILE",
        "/nowhere");
    assertThat(settings("https://host", "CLEW_OPENSEARCH_TOKEN", "s3cret"))
        .hasToString("opensearch:https://host?prefix=clew");
  }

  @Test
  void nodeThatIsNotThere_isNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertRefused(
        "cannot connect to OpenSearch at http://127.0.0.1:" + port, "http://127.0.0.1:" + port);
    assertRefused("there is no host nowhere.invalid", "https://nowhere.invalid:9200");
  }

  @Test
  void wrongPassword_isToldWithoutIt() throws IOException {
    try (OpenSearchGateway gateway = answering(401, "Unauthorized")) {
      assertRefused(
          "refuses the user clew; check CLEW_OPENSEARCH_PASSWORD",
          gateway.address(),
          "CLEW_OPENSEARCH_USER",
          "clew",
          "CLEW_OPENSEARCH_PASSWORD",
          "s3cret");
      assertRefused("requires credentials; set CLEW_OPENSEARCH_USER", gateway.address());
    }
  }

  @Test
  void otherServersAndVersions_areRefused() throws IOException {
    try (OpenSearchGateway old = answering(200, GREETING.formatted("1.3.20"));
        OpenSearchGateway elastic = answering(200, "{\"version\":{\"number\":\"9.1.0\"}}");
        OpenSearchGateway web = answering(200, "<html>")) {
      assertRefused("is OpenSearch 1.3.20; the team store needs OpenSearch 2.0", old.address());
      assertRefused("is Elasticsearch or similar, 9.1.0", elastic.address());
      assertRefused("is no OpenSearch", web.address());
    }
  }

  @Test
  void documentsThatAreRefusedForLackOfRoom_areSentAgain_andNothingElse() throws IOException {
    OpenSearchNode node = OpenSearchNode.running();
    String prefix = OpenSearchNode.newPrefix();
    AtomicInteger requests = new AtomicInteger();
    OpenSearchGateway[] gateway = new OpenSearchGateway[1];
    try (OpenSearchGateway busy =
        new OpenSearchGateway(
            node.address(),
            null,
            (request, body, headers) -> {
              if (!request.startsWith("POST /_bulk")) {
                return null;
              }
              return switch (requests.incrementAndGet() % 3) {
                case 1 -> new OpenSearchGateway.Answer(429, "{\"error\":\"busy\"}");
                case 2 -> half(gateway[0], request, body);
                default -> null;
              };
            })) {
      gateway[0] = busy;
      OpenSearchSettings settings =
          settings(busy.address() + "?prefix=" + prefix).within(Duration.ofSeconds(30));
      try (TraceStore store = OpenSearchTraceStore.open(settings, TraceStoreFixture.CLOCK)) {
        Recording recording = new Recording(1);
        for (int i = 0; i < 20; i++) {
          recording.tool(null, "payOut", 0, 5, "{}");
        }
        WriteResult result =
            store.write(new Batch(recording.records(), new SourcePosition("/a", 1, "")));

        assertThat(result.newSpans()).isEqualTo(20);
        assertThat(store.totals(Selection.ALL).spans()).isEqualTo(20);
        assertThat(store.positions()).hasSize(1);
      }
    } finally {
      node.delete(prefix);
    }
  }

  /** Lets every other document pass. */
  private static OpenSearchGateway.Answer half(
      OpenSearchGateway gateway, String request, String body) throws IOException {
    StringBuilder passed = new StringBuilder();
    List<String> lines = body.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i += 4) {
      passed.append(lines.get(i)).append('\n').append(lines.get(i + 1)).append('\n');
    }
    OpenSearchGateway.Answer answer =
        gateway.pass("POST", request.substring("POST ".length()), passed.toString());
    var items = Json.readOrNull(answer.body()).get("items");
    ObjectNode all = Json.MAPPER.createObjectNode();
    var merged = all.putArray("items");
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      if (i % 4 == 0) {
        merged.add(items.get(i / 4));
      } else {
        merged
            .addObject()
            .putObject("index")
            .put("status", 429)
            .putObject("error")
            .put("reason", "full");
      }
    }
    return new OpenSearchGateway.Answer(200, all.toString());
  }

  @Test
  void clusterThatStaysBusy_isReported_andThePositionStays() throws IOException {
    OpenSearchNode node = OpenSearchNode.running();
    String prefix = OpenSearchNode.newPrefix();
    try (OpenSearchGateway busy =
        new OpenSearchGateway(
            node.address(),
            null,
            (request, body, headers) ->
                request.startsWith("POST /_bulk") && body.contains("payload")
                    ? new OpenSearchGateway.Answer(429, "{\"error\":{\"reason\":\"queue full\"}}")
                    : null)) {
      try (TraceStore store =
          OpenSearchTraceStore.open(
              settings(busy.address() + "?prefix=" + prefix), TraceStoreFixture.CLOCK)) {
        Recording recording = new Recording(1);
        recording.tool(null, "payOut", 0, 5, "{}");

        assertThatThrownBy(
                () -> store.write(new Batch(recording.records(), new SourcePosition("/a", 1, ""))))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("is overloaded: queue full");
        assertThat(store.positions()).isEmpty();
        assertThat(store.count(Selection.ALL)).isZero();
      }
    } finally {
      node.delete(prefix);
    }
  }

  @Test
  void tlsAndPassword_areUsed_andAnUnknownCertificateIsExplained() throws Exception {
    OpenSearchNode node = OpenSearchNode.running();
    String prefix = OpenSearchNode.newPrefix();
    Path ca = folder.resolve("ca.pem");
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    try (OpenSearchGateway secure =
        new OpenSearchGateway(
            node.address(),
            certificate(ca),
            (request, body, headers) -> authorized(headers.getFirst("Authorization")))) {
      String address = secure.address() + "?prefix=" + prefix;
      String[] user = {
        "CLEW_OPENSEARCH_USER", "clew", "CLEW_OPENSEARCH_PASSWORD_FILE", password.toString()
      };
      assertRefused("is not trusted; name the file of its CA in CLEW_OPENSEARCH_CA", address, user);
      try (TraceStore store =
          OpenSearchTraceStore.open(
              settings(
                      address,
                      user[0],
                      user[1],
                      user[2],
                      user[3],
                      "CLEW_OPENSEARCH_CA",
                      ca.toString())
                  .within(Duration.ofSeconds(15)),
              TraceStoreFixture.CLOCK)) {
        Recording recording = new Recording(1);
        recording.tool(null, "payOut", 0, 5, "{}");
        store.write(Batch.of(recording.records()));

        assertThat(store.count(Selection.ALL)).isEqualTo(1);
      }
    } finally {
      node.delete(prefix);
    }
  }

  private static OpenSearchGateway.@Nullable Answer authorized(@Nullable String header) {
    // clew:s3cret
    return "Basic Y2xldzpzM2NyZXQ=".equals(header)
        ? null
        : new OpenSearchGateway.Answer(401, "Unauthorized");
  }

  private SSLContext certificate(Path pem) throws Exception {
    Path store = folder.resolve("node.p12");
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            "node",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit"));
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            "node",
            "-file",
            pem.toString(),
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit"));
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Process keytool =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(keytool.waitFor()).isZero();
  }

  @Test
  void lifecycle_isLeftToOpenSearch_whereItHasThePlugin() throws IOException {
    OpenSearchNode node = OpenSearchNode.running();
    String prefix = OpenSearchNode.newPrefix();
    StringBuilder policy = new StringBuilder();
    try (OpenSearchGateway gateway =
        new OpenSearchGateway(
            node.address(),
            null,
            (request, body, headers) -> {
              if (!request.contains("/_plugins/_ism/policies/" + prefix + "-lifecycle")) {
                return null;
              }
              if (request.startsWith("PUT")) {
                policy.append(body);
                return new OpenSearchGateway.Answer(201, "{}");
              }
              return new OpenSearchGateway.Answer(404, "{\"error\":\"no policy\"}");
            })) {
      OpenSearchTraceStore.open(
              settings(gateway.address() + "?prefix=" + prefix + "&keep=30d"),
              TraceStoreFixture.CLOCK)
          .close();

      assertThat(policy).contains("\"min_index_age\":\"31d\"").contains(prefix + "-traces-*");
    } finally {
      node.delete(prefix);
    }
  }

  @Test
  void wholeDays_areDeletedByTheStore_withoutThePlugin() throws IOException {
    OpenSearchNode node = OpenSearchNode.running();
    String prefix = OpenSearchNode.newPrefix();
    long day = Duration.ofDays(1).toNanos();
    try (TraceStore store =
        OpenSearchTraceStore.open(
            settings(node.address() + "?prefix=" + prefix + "&keep=2d")
                .within(Duration.ofSeconds(15)),
            TraceStoreFixture.CLOCK)) {
      for (int i = 0; i < 4; i++) {
        Recording recording = new Recording(i, Recording.START - i * day);
        recording.tool(null, "payOut", 0, 5, "{}");
        store.write(Batch.of(recording.records()));
      }

      store.prune(new Retention(null, null, null), Recording.START);

      assertThat(store.totals(Selection.ALL).traces()).isEqualTo(3);
      assertThat(node.send("GET", "/_cat/indices/" + prefix + "-traces-*?h=index").body())
          .hasLineCount(3)
          .doesNotContain("2026.11.26");
    } finally {
      node.delete(prefix);
    }
  }
}
