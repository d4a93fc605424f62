// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() throws IOException {
    Files.createDirectories(home.resolve("traces"));
    Files.write(home.resolve("traces/20261129-77-1795960000000.jsonl"), Recording.travelDesk());
  }

  private int clew(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(args));
    if (!List.of("--help", "--version", "generate-completion").contains(args[0])) {
      all.addAll(List.of("--home", home.toString()));
    }
    return Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  @Test
  void list_readsNewTracesFirst_andShowsALineEach() {
    assertThat(clew("list")).isZero();
    assertThat(out.toString().lines()).hasSize(6);
    assertThat(out.toString()).contains("473b0d6a").contains("payOut: card expired 2026-12");
    assertThat(out.toString()).doesNotContain("\u001b").doesNotContain("\u00a0");
  }

  @Test
  void list_filters_andAnswersInJson() {
    assertThat(clew("list", "--json", "-f", "tool:payOut \"card expired\"")).isZero();
    assertThat(Json.readOrNull(out.toString()).get("traces")).hasSize(2);
  }

  @Test
  void nothingFound_hasItsOwnExitCode() {
    assertThat(clew("list", "-f", "tool:nothing")).isEqualTo(Main.NOTHING_FOUND);
    assertThat(err.toString()).isEqualTo("clew: no trace matches\n");
    assertThat(clew("why", "00000000")).isEqualTo(Main.NOTHING_FOUND);
  }

  @Test
  void mistakes_areToldInOneLine() {
    assertThat(clew("list", "-f", "duration>fast")).isEqualTo(Main.USAGE);
    assertThat(err.toString())
        .startsWith("clew: --filter, at character 1: \"fast\" is not a number for duration")
        .hasLineCount(1);
    assertThat(clew("why", "xyz")).isEqualTo(Main.USAGE);
    assertThat(clew("lsit")).isEqualTo(Main.USAGE);
    assertThat(err.toString()).contains("lsit").contains("clew --help");
    assertThat(clew("prune")).isEqualTo(Main.USAGE);
  }

  @Test
  void why_saysItInFewLines() {
    assertThat(clew("why", "473b0d6a")).isZero();
    assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(40);
    assertThat(out.toString()).contains("✗ payOut failed in refunds: card expired 2026-12.");
  }

  @Test
  void show_drawsTheTree_andReadsASpan() {
    assertThat(clew("show", "473b0d6a")).isZero();
    String line =
        out.toString()
            .lines()
            .filter(each -> each.contains("function payOut"))
            .findFirst()
            .orElseThrow();
    String span = line.substring(0, 16);

    assertThat(clew("show", "473b0d6a", "--span", span)).isZero();
    assertThat(out.toString()).contains("java.lang.IllegalStateException: card expired 2026-12");
    assertThat(clew("show", "473b0d6a", "--span", span, "--raw")).isZero();
    assertThat(Json.readOrNull(out.toString()).get("id").asText()).isEqualTo(span);
  }

  @Test
  void replay_printsEveryStep() {
    assertThat(clew("replay", "473b0d6a", "--dry-run")).isZero();
    assertThat(out.toString()).contains("tool_call").contains("tool_result").contains("handoff");
    assertThat(clew("replay", "--list")).isZero();
    assertThat(out.toString().lines()).hasSize(5);
  }

  @Test
  void export_writesAFile_onceUnlessForced() throws IOException {
    Path file = home.resolve("out.jsonl");
    assertThat(clew("export", "--format", "jsonl", "-o", file.toString())).isZero();
    assertThat(Files.readAllLines(file)).hasSize(139);
    assertThat(clew("export", "--format", "jsonl", "-o", file.toString())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("already exists; see --force");
    assertThat(clew("import", file.toString())).isZero();
    assertThat(out.toString()).contains("5 traces, 134 spans, 0 of them new");
  }

  @Test
  void export_toStandardOutput_isWhole() {
    assertThat(clew("export", "473b0d6a", "--format", "markdown")).isZero();
    assertThat(out.toString()).startsWith("# Trace `travel-desk`").contains("→");
  }

  @Test
  void import_ofSomethingElse_saysSo() throws IOException {
    Path file = home.resolve("x.txt");
    Files.writeString(file, "hello");

    assertThat(clew("import", file.toString())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("not json, jsonl, csv, otlp");
  }

  @Test
  void prune_leavesTheAgentsFiles() throws IOException {
    clew("list");

    assertThat(clew("prune", "--max-traces", "2")).isZero();

    assertThat(out.toString()).startsWith("Deleted 3 traces");
    assertThat(clew("list")).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    try (Stream<Path> files = Files.list(home.resolve("traces"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void metrics_countByModel_andOverTime() {
    assertThat(clew("metrics", "--by", "model")).isZero();
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("MODEL")
        .contains("COUNT", "MIN", "AVG", "P50", "P90", "P99", "MAX", "CACHED", "COST", "SAVED");
    assertThat(clew("metrics", "--time-series", "--every", "24h")).isZero();
    assertThat(out.toString().lines()).hasSizeGreaterThan(1);
    assertThat(clew("metrics", "--by", "tool", "--json")).isZero();
    assertThat(Json.readOrNull(out.toString()).at("/groups/0/durationMs/p99").asDouble())
        .isPositive();
    assertThat(clew("metrics", "--every", "7m", "--time-series")).isEqualTo(Main.USAGE);
    assertThat(err.toString()).contains("\"7m\" is none of 1m, 5m");
  }

  @Test
  void metrics_failIfAConditionHolds() {
    assertThat(clew("metrics", "--fail-if", "tool_error_rate>0.02"))
        .isEqualTo(Main.CONDITION_HOLDS);
    assertThat(err.toString()).startsWith("clew: tool error rate ").endsWith(" % > 2 %\n");
    assertThat(clew("metrics", "--fail-if", "error_rate>0.99", "--fail-if", "cost>$500")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(clew("metrics", "--fail-if", "errors>1")).isEqualTo(Main.USAGE);
    assertThat(err.toString()).contains("there is no metric named errors; there are traces,");
  }

  @Test
  void errors_areGrouped() {
    assertThat(clew("errors")).isZero();
    String line =
        out.toString()
            .lines()
            .filter(each -> each.contains("card expired"))
            .findFirst()
            .orElseThrow();
    String id = line.substring(0, 8);

    assertThat(clew("list", "-f", "fingerprint:" + id)).isZero();
    assertThat(out.toString().lines()).hasSizeGreaterThan(1);
    assertThat(clew("errors", "-f", "name:nothing")).isEqualTo(Main.NOTHING_FOUND);
  }

  @Test
  void tools_showRunsAndFailures() {
    assertThat(clew("tools")).isZero();
    assertThat(out.toString()).startsWith("TOOL").contains("payOut").contains("seatMap");
  }

  @Test
  void sessions_areListedAndShown() throws IOException {
    Recording recording = new Recording(1);
    recording.generation(
        null,
        "gpt-4o",
        0,
        5,
        record -> {
          Recording.data(record)
              .putArray("input")
              .addObject()
              .put("role", "user")
              .put("content", "Hello?");
          Recording.data(record)
              .putArray("output")
              .addObject()
              .put("role", "assistant")
              .put("content", "Hi.");
        });
    recording.trace("desk", "conversation-7", metadata -> {});
    Files.write(home.resolve("traces/session.jsonl"), recording.lines());

    assertThat(clew("sessions")).isZero();
    assertThat(out.toString()).contains("conversation-7");
    assertThat(clew("sessions", "conversation-7")).isZero();
    assertThat(out.toString()).contains("user: Hello?").contains("agent: Hi.");
    assertThat(clew("sessions", "nobody")).isEqualTo(Main.NOTHING_FOUND);
  }

  @Test
  void diff_tellsInWhatTwoRunsDiffer() {
    List<String> ids =
        Json.readOrNull(json("list", "--json")).findValuesAsText("id").stream().distinct().toList();

    assertThat(clew("diff", ids.get(0), ids.get(1), "--tree")).isZero();
    assertThat(out.toString()).contains("structure ").contains("text differs");
    assertThat(clew("diff", "latest", ids.get(0), "--fail-if", "structure")).isZero();
    assertThat(out.toString()).contains("do not differ");
    assertThat(clew("diff", "latest", ids.get(0), "--fail-if", "changed")).isZero();
    assertThat(clew("diff", ids.get(0), ids.get(1), "--fail-if", "changed"))
        .isEqualTo(Main.CONDITION_HOLDS);
    assertThat(clew("diff", ids.get(0), ids.get(1), "--fail-if", "structure"))
        .isEqualTo(Main.CONDITION_HOLDS);
    assertThat(clew("diff", ids.get(0), ids.get(1), "--fail-if", "colour")).isEqualTo(Main.USAGE);
    assertThat(clew("diff", ids.get(0), "ffffffff")).isEqualTo(Main.NOTHING_FOUND);
  }

  private String json(String... args) {
    assertThat(clew(args)).isZero();
    return out.toString();
  }

  @Test
  void hostileText_cannotActOnTheTerminal() throws IOException {
    Recording recording = new Recording(1);
    recording.agent(null, "evil\u001b]0;title\u0007\u001b[2J\u202e", 0, 5);
    Files.write(home.resolve("traces/evil.jsonl"), recording.lines());

    clew("list");
    String list = out.toString();
    clew("why", recording.traceId());
    String why = out.toString();

    assertThat(list + why).contains("evil").doesNotContain("\u001b").doesNotContain("\u202e");
  }

  @Test
  void completion_isGenerated() {
    assertThat(clew("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete").contains("--filter");
  }
}
