// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTracesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER_TRACE = "5bf92f3577b34da6a3ce929d0e0e4737";

  @Test
  void ids_areNumberedInTheOrderOfTheLines_soThatLinksStillCount() {
    List<String> lines =
        GoldenTraces.of(
            List.of(
                span("aaaaaaaaaaaaaaa1", null, "desk", "text", "see bbbbbbbbbbbbbbb2"),
                span("bbbbbbbbbbbbbbb2", "aaaaaaaaaaaaaaa1", "call", "text", "x")));

    assertThat(lines)
        .containsExactly(
            "trace  | /id = \"<trace 1>\"",
            "trace  | /object = \"trace\"",
            "trace  | /written = false",
            "trace  / desk | /clew/name = \"desk\"",
            "trace  / desk | /id = \"<span 2>\"",
            "trace  / desk | /object = \"trace.span\"",
            "trace  / desk | /parent_id = null",
            "trace  / desk | /text = \"see <span 3>\"",
            "trace  / desk | /trace_id = \"<trace 1>\"",
            "trace  / desk / call | /clew/name = \"call\"",
            "trace  / desk / call | /id = \"<span 3>\"",
            "trace  / desk / call | /object = \"trace.span\"",
            "trace  / desk / call | /parent_id = \"<span 2>\"",
            "trace  / desk / call | /text = \"x\"",
            "trace  / desk / call | /trace_id = \"<trace 1>\"");
  }

  @Test
  void records_inAnotherOrderWithOtherIds_areTheSameLines() {
    List<JsonNode> one =
        List.of(
            span("aaaaaaaaaaaaaaa1", null, "desk", "text", ""),
            span("aaaaaaaaaaaaaaa2", "aaaaaaaaaaaaaaa1", "chat", "text", "hotels"),
            span("aaaaaaaaaaaaaaa3", "aaaaaaaaaaaaaaa1", "chat", "text", "weather"));
    List<JsonNode> other =
        List.of(
            span("ccccccccccccccc3", "ccccccccccccccc1", "chat", "text", "weather"),
            span("ccccccccccccccc2", "ccccccccccccccc1", "chat", "text", "hotels"),
            span("ccccccccccccccc1", null, "desk", "text", ""));

    assertThat(GoldenTraces.of(other)).isEqualTo(GoldenTraces.of(one));
  }

  @Test
  void times_portsFoldersAndNamesThatTheJvmMakesUp_areLeftOut() {
    assertThat(
            GoldenTraces.of(
                List.of(
                    span(
                        "aaaaaaaaaaaaaaa1",
                        null,
                        "desk",
                        "duration_nanos",
                        "17",
                        "address",
                        "http://127.0.0.1:34567/v1",
                        "folder",
                        "/home/me/it-tests/target/runs/jvm-123/home",
                        "lambda",
                        "app.Main$$Lambda/0x00007f1c01003c58.run @1b2c3d4e",
                        "conversation",
                        "123e4567-e89b-12d3-a456-426614174000"))))
        .contains(
            "trace  / desk | /duration_nanos = <time>",
            "trace  / desk | /address = \"http://127.0.0.1:<port>/v1\"",
            "trace  / desk | /folder = \"<run>/jvm/home\"",
            "trace  / desk | /lambda = \"app.Main$$Lambda.run @<hash>\"",
            "trace  / desk | /conversation = \"<id 3>\"");
  }

  @Test
  void siblings_ofOneName_areCountedAndAMissingOneShows() {
    List<JsonNode> two =
        List.of(
            span("aaaaaaaaaaaaaaa1", null, "chat", "text", "same"),
            span("aaaaaaaaaaaaaaa2", null, "chat", "text", "same"));

    assertThat(GoldenTraces.of(two)).anyMatch(line -> line.startsWith("trace  / chat#2 | "));
    assertThat(GoldenTraces.of(two)).isNotEqualTo(GoldenTraces.of(two.subList(0, 1)));
  }

  @Test
  void lineOfATrace_writtenSeveralTimes_countsOnce() {
    JsonNode first = record("trace", TRACE, "desk", "spans", "1");
    JsonNode last = record("trace", TRACE, "desk", "spans", "2");

    assertThat(GoldenTraces.of(List.of(first, last)))
        .contains("trace desk | /spans = \"2\"")
        .doesNotContain("trace desk | /spans = \"1\"");
  }

  @Test
  void store_isReadFromAllItsFiles_andOneWithoutTracesSaysNothing(@TempDir Path home)
      throws IOException {
    assertThat(GoldenTraces.read(home)).isEmpty();

    Path traces = Files.createDirectories(home.resolve("traces"));
    Files.writeString(traces.resolve("a.jsonl"), record("trace", TRACE, "desk") + "\n");
    Files.writeString(traces.resolve("b.jsonl"), record("trace", OTHER_TRACE, "clinic") + "\n");

    assertThat(GoldenTraces.read(home))
        .contains("trace clinic | /clew/name = \"clinic\"", "trace desk | /clew/name = \"desk\"");
  }

  private static JsonNode span(String id, String parent, String name, String... fields) {
    List<String> all = new ArrayList<>(List.of("trace_id", TRACE));
    all.addAll(List.of(fields));
    ObjectNode span = record("trace.span", id, name, all.toArray(String[]::new));
    span.put("parent_id", parent);
    return span;
  }

  private static ObjectNode record(String object, String id, String name, String... fields) {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("object", object).put("id", id);
    record.putObject("clew").put("name", name);
    for (int i = 0; i < fields.length; i += 2) {
      record.put(fields[i], fields[i + 1]);
    }
    return record;
  }
}
