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
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewerServerTest {

  private static final String TRACE = "473b0d6ac39f1570c781b074afe7529e";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());
  private ViewerServer server;

  @BeforeEach
  void start() {
    store.write(Batch.of(Recording.read(Recording.travelDesk(), Source.IMPORT)));
    store.indexText(1000);
    server = server(null);
  }

  private ViewerServer server(String token) {
    ServerSettings settings = new ServerSettings("127.0.0.1", 0, 0, token);
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

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.readOrNull(response.body());
  }

  @Test
  void list_pages() throws Exception {
    JsonNode first = json("/api/v1/traces?limit=2");
    JsonNode second = json("/api/v1/traces?limit=9&cursor=" + first.get("nextCursor").asText());

    assertThat(first.get("traces")).hasSize(2);
    assertThat(second.get("traces")).hasSize(3);
    assertThat(second.get("nextCursor").isNull()).isTrue();
    assertThat(first.at("/traces/0/finding/text").asText())
        .isEqualTo("bookingDetails: no booking AB12CD");
  }

  @Test
  void filter_worksAsOnTheCommandLine() throws Exception {
    assertThat(json("/api/v1/traces?q=tool:payOut%20%22card%20exp%22").get("traces")).hasSize(2);
    assertThat(json("/api/v1/traces/counts?q=-tool:payOut&q=status:error").get("counts"))
        .hasToString("[2,0]");
    assertThat(json("/api/v1/traces/totals").get("spans").asInt()).isEqualTo(134);
    assertThat(json("/api/v1/fields/tool/values?contains=seat").at("/values/0/value").asText())
        .isEqualTo("seatMap");
    assertThat(json("/api/v1/filter?q=-a:b").at("/terms/0/negated").asBoolean()).isTrue();
  }

  @Test
  void detail_hasAllThatThePageDraws() throws Exception {
    JsonNode detail = json("/api/v1/traces/473b0d6a");

    assertThat(detail.get("spans")).hasSize(24);
    assertThat(detail.at("/summary/findings/0/kind").asText()).isEqualTo("tool_failed");
    assertThat(detail.at("/summary/time/modelMs").asDouble()).isGreaterThan(1000);
    assertThat(detail.get("criticalPath")).isNotEmpty();
    assertThat(json("/api/v1/traces/" + TRACE + "/changes?since=1").get("spans")).isEmpty();
  }

  @Test
  void span_joinsCallsWithTheirResults() throws Exception {
    JsonNode spans = json("/api/v1/traces/" + TRACE).get("spans");
    String call = null;
    String tool = null;
    for (JsonNode span : spans) {
      if (span.path("call").asInt() == 4) {
        call = span.get("id").asText();
      }
      if (span.get("name").asText().equals("payOut")) {
        tool = span.get("id").asText();
      }
    }
    JsonNode detail = json("/api/v1/traces/" + TRACE + "/spans/" + call).get("modelCall");
    JsonNode result = detail.at("/input/7/parts/0");
    JsonNode diff = json("/api/v1/traces/" + TRACE + "/spans/" + call + "/context-diff");
    JsonNode run = json("/api/v1/traces/" + TRACE + "/spans/" + tool).get("toolCall");

    assertThat(detail.get("repeatedMessages").asInt()).isEqualTo(7);
    assertThat(result.get("name").asText()).isEqualTo("payOut");
    assertThat(result.at("/run/spanId").asText()).isEqualTo(tool);
    assertThat(result.at("/run/error/type").asText()).endsWith("IllegalStateException");
    assertThat(diff.get("added")).hasSize(1);
    assertThat(diff.get("contextSizes")).hasSize(4);
    assertThat(run.at("/toldTo/id").asText()).isEqualTo(call);
    assertThat(json("/api/v1/traces/" + TRACE + "/spans/" + tool + "/raw").get("id").asText())
        .isEqualTo(tool);
  }

  @Test
  void searchSummaryAndReplay_answer() throws Exception {
    assertThat(json("/api/v1/traces/" + TRACE + "/search?text=CARD%20expired").get("hits"))
        .isNotEmpty();
    HttpResponse<String> why =
        CLIENT.send(
            request("/api/v1/traces/" + TRACE + "/summary").header("Accept", "text/plain").build(),
            BodyHandlers.ofString());
    JsonNode replay = json("/api/v1/traces/" + TRACE + "/replay?after=3&limit=5");

    assertThat(why.body()).contains("payOut failed in refunds").hasLineCount(17);
    assertThat(replay.at("/steps/0/number").asInt()).isEqualTo(4);
    assertThat(replay.get("nextAfter").asInt()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/traces?q=duration>fast, 400",
    "/api/v1/traces?limit=0, 400",
    "/api/v1/traces?sort=colour, 400",
    "/api/v1/traces?cursor=x, 400",
    "/api/v1/traces?from=soon, 400",
    "/api/v1/traces/00000000, 404",
    "/api/v1/traces/zz, 404",
    "/api/v1/traces/473b0d6a/spans/0000000000000001, 404",
    "/api/v1/fields/none/values, 404",
    "/api/v1/traces/473b0d6a/export?format=pdf, 400",
    "/nothing/here, 404",
  })
  void mistake_isAProblem(String path, int status) throws Exception {
    HttpResponse<String> response = get(path.replace(">", "%3E"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(Json.readOrNull(response.body()).get("title").asText()).isNotEmpty();
  }

  @Test
  void page_isSentWithAPolicyThatForbidsInlineScripts() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.body()).contains("<title>Clew</title>").doesNotContain("<script>");
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/....//etc/passwd",
        "/META-INF/MANIFEST.MF",
      })
  void path_reachesNoFile(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    assertThat(answer).doesNotContain("root:").startsWith("HTTP/1.1 40");
  }

  /** As a browser would never send it. */
  private String raw(String request) throws IOException {
    URI address = URI.create(server.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void foreignHost_isRefused() throws Exception {
    assertThat(
            raw("GET /api/v1/traces HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("travel-desk");
    assertThat(raw("GET /api/v1/traces HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void foreignPage_isRefused() throws Exception {
    assertThat(status(request("/api/v1/traces").header("Origin", "http://evil.example")))
        .isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Origin", "null"))).isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Sec-Fetch-Site", "cross-site")))
        .isEqualTo(403);
    assertThat(status(request("/api/v1/traces").header("Origin", server.address()))).isEqualTo(200);
    assertThat(status(request("/api/v1/views/x").PUT(HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(403);
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void answers_areNeverRunAsPages() throws Exception {
    var headers = get("/api/v1/traces").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void token_isNeeded_andBecomesACookie() throws Exception {
    server.close();
    server = server("a-token-of-sixteen");

    assertThat(status(request("/api/v1/traces"))).isEqualTo(401);
    assertThat(status(request("/?token=wrong"))).isEqualTo(401);
    assertThat(status(request("/api/v1/traces?token=a-token-of-sixteen"))).isEqualTo(401);
    assertThat(
            status(request("/api/v1/traces").header("Authorization", "Bearer a-token-of-sixteen")))
        .isEqualTo(200);
    HttpResponse<String> entered = get("/?token=a-token-of-sixteen");
    String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(entered.statusCode()).isEqualTo(302);
    assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
    assertThat(status(request("/api/v1/traces").header("Cookie", cookie.split(";")[0])))
        .isEqualTo(200);
    assertThat(
            status(
                HttpRequest.newBuilder(URI.create(server.otlpAddress() + "/v1/traces"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(401);
  }

  @Test
  void views_areSavedReadAndDeleted() throws Exception {
    HttpRequest.Builder put =
        request("/api/v1/views/With%20payOut")
            .header("X-Clew", "1")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"filter\":\"tool:payOut\"}"));
    assertThat(status(put)).isEqualTo(200);
    JsonNode view = json("/api/v1/views").at("/views/0");

    assertThat(view.get("name").asText()).isEqualTo("With payOut");
    assertThat(view.get("traces").asInt()).isEqualTo(3);
    assertThat(status(request("/api/v1/views/With%20payOut").header("X-Clew", "1").DELETE()))
        .isEqualTo(204);
    assertThat(status(request("/api/v1/views/With%20payOut").header("X-Clew", "1").DELETE()))
        .isEqualTo(404);
  }

  private HttpResponse<byte[]> otlp(byte[] body, String type, String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.otlpAddress() + "/v1/traces"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (encoding != null) {
      request.header("Content-Encoding", encoding);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static ExportTraceServiceRequest oneSpan() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(com.google.protobuf.ByteString.copyFrom(new byte[16]))
        .setSpanId(com.google.protobuf.ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))
        .setName("by otlp")
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(2);
    return request.build();
  }

  @Test
  void otlp_takesProtobufAndJson_packedOrNot_once() throws Exception {
    byte[] protobuf = oneSpan().toByteArray();

    assertThat(otlp(protobuf, "application/x-protobuf", null).statusCode()).isEqualTo(200);
    assertThat(otlp(gzip(protobuf), "application/x-protobuf", "gzip").body()).isEmpty();
    byte[] json =
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
                + "\"00000000000000000000000000000000\",\"spanId\":\"0100000000000000\",\"name\":"
                + "\"by otlp\",\"startTimeUnixNano\":\"1\",\"endTimeUnixNano\":\"2\"}]}]}]}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(new String(otlp(json, "application/json", null).body(), StandardCharsets.UTF_8))
        .isEqualTo("{}");
    assertThat(store.statistics().spans()).isEqualTo(135);
  }

  @Test
  void otlp_refusesWhatItCannotRead() throws Exception {
    assertThat(otlp(new byte[] {1, 2}, "application/x-protobuf", null).statusCode()).isEqualTo(400);
    assertThat(otlp(new byte[] {1, 2}, "text/plain", null).statusCode()).isEqualTo(415);
    assertThat(otlp(new byte[] {1, 2}, "application/json", "gzip").statusCode()).isEqualTo(400);
    assertThat(otlp(new byte[] {1, 2}, "application/json", "br").statusCode()).isEqualTo(415);
  }

  @Test
  void otlp_thatUnpacksToTooMuch_isRefused() throws Exception {
    byte[] bomb = gzip(new byte[ServerSettings.MAX_BODY + 1]);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(otlp(bomb, "application/x-protobuf", "gzip").statusCode()).isEqualTo(413);
  }

  @Test
  void events_tellOfNewTraces() throws Exception {
    HttpResponse<InputStream> response =
        CLIENT.send(
            request("/api/v1/events?q=agent:late").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    try (var reader =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      Iterator<String> lines = reader.lines().iterator();
      assertThat(next(lines, "event: ")).isEqualTo("event: hello");
      Recording recording = new Recording(77);
      recording.agent(null, "latecomer", 0, 5);
      store.write(Batch.of(recording.records()));

      assertThat(next(lines, "event: ")).isEqualTo("event: traces");
      JsonNode data = Json.readOrNull(next(lines, "data: ").substring("data: ".length()));
      assertThat(data.at("/rows/0/id").asText()).isEqualTo(recording.traceId());
    }
  }

  private static String next(Iterator<String> lines, String beginning) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    return "the end";
  }

  @Test
  void health_tellsOfTheStore() throws Exception {
    JsonNode health = json("/api/v1/health");

    assertThat(health.at("/store/spans").asInt()).isEqualTo(134);
    assertThat(health.at("/viewer/address").asText()).isEqualTo(server.address());
    assertThat(get("/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void exportAndImport_goThroughTheServer() throws Exception {
    String lines = get("/api/v1/export?format=jsonl&q=tool:payOut").body();
    HttpResponse<String> imported =
        CLIENT.send(
            request("/api/v1/import")
                .header("X-Clew", "1")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build(),
            BodyHandlers.ofString());
    JsonNode result = Json.readOrNull(imported.body());

    assertThat(result.get("format").asText()).isEqualTo("jsonl");
    assertThat(result.get("traces").asInt()).isEqualTo(3);
    assertThat(result.get("newSpans").asInt()).isZero();
  }

  @Test
  void bigAnswers_arePacked() throws Exception {
    HttpResponse<InputStream> response =
        CLIENT.send(
            request("/api/v1/traces/" + TRACE).header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofInputStream());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(
            new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8))
        .contains("payOut");
  }
}
