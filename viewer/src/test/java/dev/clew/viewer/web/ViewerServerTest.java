// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.store.Batch;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions that the page asks. */
final class ViewerServerTest extends ViewerServerFixture {

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
  void similar_isAnotherRunOfTheSameName() throws Exception {
    JsonNode similar = json("/api/v1/traces/" + TRACE + "/similar").get("trace");

    assertThat(similar.get("name")).isEqualTo(json("/api/v1/traces/" + TRACE).at("/trace/name"));
    assertThat(similar.get("status").asText()).isEqualTo("ok");
    assertThat(similar.get("id").asText()).isNotEqualTo(TRACE);
  }

  @Test
  void firstSpans_areThoseNearestToTheRoot() throws Exception {
    JsonNode whole = json("/api/v1/traces/" + TRACE);
    JsonNode first = json("/api/v1/traces/" + TRACE + "?first=4");

    assertThat(first.get("partial").asBoolean()).isTrue();
    assertThat(first.get("spans")).hasSize(4);
    JsonNode root = first.at("/spans/0");
    assertThat(root.get("id")).isEqualTo(whole.at("/spans/0/id"));
    for (int i = 1; i < 4; i++) {
      assertThat(first.at("/spans/" + i + "/parentId")).isEqualTo(root.get("id"));
    }
    assertThat(root.get("children").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(first.get("summary")).isEqualTo(whole.get("summary"));
  }

  @Test
  void firstSpans_ofASmallTrace_areAll() throws Exception {
    JsonNode whole = json("/api/v1/traces/" + TRACE);

    assertThat(json("/api/v1/traces/" + TRACE + "?first=500")).isEqualTo(whole);
    assertThat(whole.has("partial")).isFalse();
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
      assertThat(next(lines, "event: ")).isEqualTo("event: health");
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
  void noteOnHealth_leadsToItsTraces() throws Exception {
    Recording recording = new Recording(1);
    recording.span(
        null,
        "agent",
        "desk",
        0,
        100,
        record -> Recording.attributes(record).put("clew.content.redacted", 2));
    store.write(Batch.of(recording.records()));

    List<String> filters = new ArrayList<>();
    for (JsonNode note : json("/api/v1/health").get("notes")) {
      if (note.get("text").asText().contains("were replaced in")) {
        filters.add(note.get("filter").asText());
      }
    }

    assertThat(filters).containsExactly("content=redacted");
    String filter = URLEncoder.encode(filters.get(0), StandardCharsets.UTF_8);
    assertThat(json("/api/v1/traces?q=" + filter).get("traces"))
        .extracting(trace -> trace.get("id").asText())
        .contains(recording.traceId());
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
  void answers_arePackedForOtherMachinesOnly() throws Exception {
    HttpRequest here = request("/api/v1/traces/" + TRACE).header("Accept-Encoding", "gzip").build();
    assertThat(CLIENT.send(here, BodyHandlers.ofString()).headers().firstValue("Content-Encoding"))
        .isEmpty();

    server.close();
    server = server("0.0.0.0", "a-token-of-sixteen");
    HttpResponse<InputStream> response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(
                        server.address().replace("0.0.0.0", "127.0.0.1")
                            + "/api/v1/traces/"
                            + TRACE))
                .header("Authorization", "Bearer a-token-of-sixteen")
                .header("Accept-Encoding", "gzip")
                .build(),
            BodyHandlers.ofInputStream());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(
            new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8))
        .contains("payOut");
  }

  @Test
  void trace_isReadAnewWhenItChanged() throws Exception {
    int before = json("/api/v1/traces/" + TRACE).get("spans").size();
    Recording recording = new Recording(0);
    recording.tool(null, "late", 0, 1, "{}");
    List<String> lines =
        recording.lines().stream().map(line -> line.replace(recording.traceId(), TRACE)).toList();

    store.write(Batch.of(Recording.read(lines, Source.IMPORT)));

    assertThat(json("/api/v1/traces/" + TRACE).get("spans")).hasSize(before + 1);
  }
}
