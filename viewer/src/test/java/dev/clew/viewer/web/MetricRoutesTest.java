// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.store.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricRoutesTest extends ViewerServerFixture {

  @Test
  void groups_haveFiguresAndTheirCourse() throws Exception {
    JsonNode models = json("/api/v1/groups/model?every=86400000");

    JsonNode model = models.at("/groups/0");
    assertThat(model.get("calls").asInt()).isPositive();
    assertThat(model.at("/durationMs/p50").asDouble())
        .isBetween(model.at("/durationMs/min").asDouble(), model.at("/durationMs/max").asDouble());
    assertThat(model.at("/tokens/input").asLong()).isPositive();
    assertThat(model.at("/series/0/calls").asInt()).isPositive();
    assertThat(models.get("everyMs").asLong()).isEqualTo(86_400_000);
    assertThat(json("/api/v1/groups/all").at("/groups/0/calls").asInt()).isEqualTo(5);
  }

  @Test
  void groups_areThoseOfTheFilter() throws Exception {
    assertThat(json("/api/v1/groups/all?q=tool:payOut").at("/groups/0/calls").asInt()).isEqualTo(3);
    assertThat(get("/api/v1/groups/colour").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/groups/model?every=61000").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/groups/model?every=60000&from=2020-01-01").body())
        .contains("every: that makes more than 1500 intervals");
  }

  @Test
  void tools_tellWhichFail() throws Exception {
    JsonNode tools = json("/api/v1/tools");

    JsonNode payOut = named(tools.get("tools"), "value", "payOut");
    assertThat(payOut.get("errors").asInt()).isPositive();
    assertThat(payOut.get("offered").asInt()).isPositive();
    assertThat(tools.get("modelCalls").asInt()).isPositive();
  }

  @Test
  void failedRunsOfATool_leadToTheirError() throws Exception {
    JsonNode runs = json("/api/v1/tools/payOut/runs?failed=true").get("runs");

    assertThat(runs).isNotEmpty();
    for (JsonNode run : runs) {
      assertThat(run.get("status").asText()).isEqualTo("error");
      assertThat(json("/api/v1/errors/" + run.get("errorId").asText()).at("/traces/0/tools"))
          .extracting(JsonNode::asText)
          .contains("payOut");
    }
    assertThat(json("/api/v1/tools/payOut/runs").get("runs").size())
        .isGreaterThanOrEqualTo(runs.size());
  }

  @Test
  void error_hasASampleWithItsStackTrace() throws Exception {
    JsonNode errors = json("/api/v1/errors");
    JsonNode expired = containing(errors.get("errors"), "message", "card expired");

    assertThat(errors.get("traces").asInt()).isEqualTo(5);
    assertThat(expired.get("share").asDouble()).isBetween(0.1, 1.0);
    JsonNode one = json("/api/v1/errors/" + expired.get("id").asText());
    assertThat(one.get("traces")).hasSize(expired.get("traces").asInt());
    assertThat(one.at("/sample/message").asText()).contains("card expired");
    assertThat(one.at("/sample/stackTrace").asText()).contains("\tat ");
    assertThat(get("/api/v1/errors/00000000").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/errors/nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void agents_areConnectedByHandoffs() throws Exception {
    JsonNode graph = json("/api/v1/agents");

    assertThat(graph.get("agents")).isNotEmpty();
    JsonNode edge = graph.at("/edges/0");
    List<String> names = new ArrayList<>();
    graph.get("agents").forEach(agent -> names.add(agent.get("value").asText()));
    assertThat(names).contains(edge.get("from").asText(), edge.get("to").asText());
    assertThat(edge.get("calls").asInt()).isPositive();
  }

  /** Three conversations, whose runs alternate. */
  private void writeConversations() {
    for (int i = 0; i < 9; i++) {
      Recording recording = new Recording(i, Recording.START + i * 600_000_000_000L);
      recording.span(
          null,
          "agent",
          "desk",
          0,
          100,
          record -> {
            Recording.data(record).put("name", "desk");
            Recording.extra(record).put("input", "question").put("output", "answer");
          });
      recording.trace("desk", "conversation " + i % 3, metadata -> metadata.put("user", "u-1"));
      store.write(Batch.of(recording.records()));
    }
  }

  @Test
  void sessions_listConversations_andShowTheirRuns() throws Exception {
    writeConversations();

    JsonNode session = json("/api/v1/sessions?limit=1").at("/sessions/0");

    JsonNode whole = json("/api/v1/sessions/" + session.get("group").asText().replace(" ", "%20"));
    assertThat(whole.get("traces")).hasSize(session.get("traces").asInt());
    assertThat(session.get("traces").asInt()).isEqualTo(3);
    assertThat(session.get("users")).hasToString("[\"u-1\"]");
    assertThat(whole.at("/traces/0/startMs").asDouble())
        .isLessThan(whole.at("/traces/2/startMs").asDouble());
    assertThat(get("/api/v1/sessions/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void sessions_arePaged() throws Exception {
    writeConversations();
    List<String> groups = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json("/api/v1/sessions?limit=1" + cursor);
      page.get("sessions").forEach(session -> groups.add(session.get("group").asText()));
      cursor = page.get("cursor").isNull() ? null : "&cursor=" + page.get("cursor").asText();
    } while (cursor != null);

    assertThat(groups).containsExactly("conversation 2", "conversation 1", "conversation 0");
  }

  @Test
  void health_tellsWhatIsInForce_andWhatWasLost() throws Exception {
    String line =
        "{\"object\":\"clew.jvm\",\"id\":\"7-1\",\"clew\":{\"v\":1,\"time_unix_nano\":\"1795960000000000000\","
            + "\"service\":\"shop\",\"settings\":{\"clew.content\":\"redacted\",\"clew.sampling.ratio\":\"0.5\"},"
            + "\"figures\":{\"spans\":9,\"dropped_spans\":3}}}";
    store.write(Batch.of(Recording.read(List.of(line), Source.IMPORT)));

    JsonNode health = json("/api/v1/health");

    assertThat(health.at("/redaction/shop").asText()).isEqualTo("clew.content=redacted");
    assertThat(health.at("/sampling/shop").asText()).isEqualTo("clew.sampling.ratio=0.5");
    assertThat(containing(health.get("notes"), "text", "dropped").toString())
        .contains("shop dropped 3 spans since it started.")
        .contains("warning");
  }

  @Test
  void twoTraces_areCompared() throws Exception {
    JsonNode traces = json("/api/v1/traces").get("traces");
    String ids = "a=" + traces.at("/0/id").asText() + "&b=" + traces.at("/1/id").asText();

    JsonNode comparison = json("/api/v1/compare?" + ids);

    assertThat(comparison.get("differences")).isNotEmpty();
    JsonNode changed = null;
    for (JsonNode row : comparison.get("rows")) {
      changed = changed == null && row.get("textChanged").asBoolean() ? row : changed;
    }
    String spans =
        "&aSpan=" + changed.at("/a/spanId").asText() + "&bSpan=" + changed.at("/b/spanId").asText();
    JsonNode text = json("/api/v1/compare/text?" + ids + spans);
    assertThat(text.get("input").size() + text.get("output").size()).isPositive();
    String onlyB = spans.replaceAll("&aSpan=[0-9a-f]+", "");
    JsonNode one = json("/api/v1/compare/text?" + ids + onlyB);
    assertThat(one.findValuesAsText("op")).isNotEmpty().containsOnly("b");
    assertThat(get("/api/v1/compare/text?" + ids).statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/compare?a=" + TRACE).statusCode()).isEqualTo(400);
  }

  @Test
  void twoPeriods_areCompared() throws Exception {
    writeConversations();
    long start = Recording.START / 60_000_000_000L * 60_000;

    JsonNode periods =
        json(
            "/api/v1/periods?field=agent&q=group:conversation&from="
                + start
                + "&to="
                + (start + 1_800_000)
                + "&from2="
                + (start + 1_800_000)
                + "&to2="
                + (start + 3_600_000));

    assertThat(periods.at("/first/calls").asInt()).isEqualTo(3);
    assertThat(periods.at("/second/calls").asInt()).isEqualTo(3);
    assertThat(named(periods.get("groups"), "value", "desk").at("/second/calls").asInt())
        .isEqualTo(3);
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    for (JsonNode each : list) {
      if (each.get(field).asText().equals(value)) {
        return each;
      }
    }
    throw new AssertionError(value + " is not in " + list);
  }

  private static JsonNode containing(JsonNode list, String field, String part) {
    for (JsonNode each : list) {
      if (each.get(field).asText().contains(part)) {
        return each;
      }
    }
    throw new AssertionError(part + " is not in " + list);
  }
}
