// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.FakeSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cost, and terminals of little width. */
class ConsoleTreeTest {
  private static final long MS = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void cost_standsBehindTheTokens_andItsSumInTheHeading() throws IOException {
    print(
        140,
        call(1, Map.of("clew.cost.total", 0.00042)),
        call(2, Map.of("clew.cost.total", 1.5)),
        span(3, "agent", new CustomData("agent", Map.of()), Map.of("clew.cost.total", 9.0)));

    assertThat(printed())
        .isEqualTo(
            """
            ◆ trace desk  500 ms  3 spans  20→4 tokens  $1.50  4bf92f3577b34da6a3ce929d0e0e4736
            ├─ generation chat m1    10 ms  10→2 tokens  $0.000420
            ├─ generation chat m2    10 ms  10→2 tokens  $1.50
            └─ custom     agent      10 ms
            """);
  }

  @Test
  void unknownPrice_isSaid_andNotCountedAsNothing() throws IOException {
    print(
        140,
        call(1, Map.of("clew.cost.total", 0.0123, "clew.cost.estimated", true)),
        call(2, Map.of("clew.cost.unknown", "no price for m2")));

    assertThat(printed()).contains("20→4 tokens  ≈$0.0123 + ?  4bf9").contains("tokens  $?\n");
  }

  @Test
  void unknownPrices_alone_haveNoSum() throws IOException {
    print(140, call(1, Map.of("clew.cost.unknown", "no price for m1")));

    assertThat(printed()).contains("10→2 tokens  $?  4bf9");
  }

  @Test
  void narrowTerminal_keepsDurationsAndTokens() throws IOException {
    String longName = "a tool with a name that takes most of a line";
    print(
        60,
        call(1, Map.of("clew.cost.total", 0.0123)),
        span(2, longName, new CustomData(longName, Map.of("k", "v".repeat(99))), Map.of()));

    assertThat(printed().lines().skip(1).toList())
        .containsExactly(
            "├─ generation chat m1                   10 ms  10→2 tokens",
            "└─ custom     a tool with a name th…    10 ms  {k=vvvvvvvvv…");
  }

  @Test
  void narrowestTerminal_stillShowsWhatAndHowLong() throws IOException {
    print(40, call(1, Map.of()), span(2, "a long title", new CustomData("c", Map.of()), Map.of()));

    assertThat(printed().lines().skip(1).toList())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40).contains("10 ms"));
  }

  @Test
  void output_ofCustomWork_standsBeforeItsInputs() throws IOException {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("output_key", "approval");
    asked.put("input", Map.of("proposal", "Lisbon in March. ".repeat(20)));
    asked.put("output", "no, take the train");
    Map<String, Object> routed = new LinkedHashMap<>();
    routed.put("query", "what does the policy say?");
    routed.put("result", List.of("PolicyRetriever"));

    print(
        140,
        span(1, "HumanInTheLoop", new CustomData("HumanInTheLoop", asked), Map.of()),
        span(2, "route Router", new CustomData("route Router", routed), Map.of()));

    assertThat(printed())
        .contains("10 ms  → no, take the train  {output_key=approval, input={proposal=Lisbon")
        .contains("10 ms  → [PolicyRetriever]  {query=what does the policy say?}");
  }

  @Test
  void customWork_withoutOutput_isShownWhole() throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("input", "yes?");
    data.put("output", null);

    print(140, span(1, "asked", new CustomData("asked", data), Map.of()));

    assertThat(printed()).contains("10 ms  {input=yes?, output=null}");
  }

  private static SpanRecord call(int n, Map<String, Object> attributes) {
    GenerationData data =
        new GenerationData.Builder().requestModel("m" + n).usage(Usage.of(10, 2)).build();
    return span(n, "chat m" + n, data, attributes);
  }

  private static SpanRecord span(
      int n, String name, SpanData data, Map<String, Object> attributes) {
    return new SpanRecord(
        FakeSpan.TRACE,
        String.format("%016x", n),
        null,
        name,
        n * MS,
        (n + 10) * MS,
        null,
        SpanStatus.OK,
        null,
        null,
        data,
        attributes,
        List.of());
  }

  private void print(int width, SpanRecord... spans) throws IOException {
    List<ExportRecord> batch = new ArrayList<>(List.of(spans));
    batch.add(
        new TraceRecord(FakeSpan.TRACE, "desk", null, 0, 500 * MS, SpanStatus.OK, 3, 0, Map.of()));
    ConsoleSettings settings = new ConsoleSettings(StandardCharsets.UTF_8, false, width, 100);
    try (ConsoleExporter exporter =
        new ConsoleExporter(settings, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      exporter.export(batch);
    }
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
