// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanRendererTest {
  private final SpanRenderer renderer = new SpanRenderer(RenderSettings.defaults());

  static List<SpanData> allData() {
    return Samples.allData();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void data_withinLimits_isUnchanged(SpanData data) {
    SpanRecord span = renderer.render(FakeSpan.of(1, data));

    assertThat(span.data()).isEqualTo(data);
    assertThat(span.attributes()).isEmpty();
  }

  @Test
  void plainFields_areTakenOver() {
    FakeSpan span =
        new FakeSpan(
            FakeSpan.TRACE,
            "00000000000000a1",
            "00000000000000a0",
            SpanType.CUSTOM,
            "turn",
            10,
            30,
            20L,
            SpanStatus.CANCELLED,
            null,
            Map.of("n", 1L),
            List.of(new SpanEvent("retry", 15, "429")),
            "conversation-7",
            () -> new CustomData("turn", Map.of()),
            List.of());

    SpanRecord expected =
        new SpanRecord(
            FakeSpan.TRACE,
            "00000000000000a1",
            "00000000000000a0",
            "turn",
            10,
            30,
            20L,
            SpanStatus.CANCELLED,
            null,
            "conversation-7",
            new CustomData("turn", Map.of()),
            Map.of("n", 1L),
            List.of(new SpanEvent("retry", 15, "429")));
    assertThat(renderer.render(span)).isEqualTo(expected);
  }

  @Test
  void enrichments_fillTheGapsOfThePayload() {
    GenerationData outer = new GenerationData.Builder().requestModel("gpt-4o").build();
    GenerationData inner =
        new GenerationData.Builder().requestModel("other").usage(Usage.of(3, 4)).build();

    SpanData data = rendered(FakeSpan.of(1, outer).enriched(() -> inner)).data();

    assertThat(data)
        .isEqualTo(
            new GenerationData.Builder().requestModel("gpt-4o").usage(Usage.of(3, 4)).build());
  }

  @Test
  void enrichment_thatThrows_costsOnlyItself() {
    GenerationData outer = new GenerationData.Builder().requestModel("gpt-4o").build();
    GenerationData inner = new GenerationData.Builder().responseId("r1").build();

    SpanRecord span =
        renderer.render(FakeSpan.of(1, outer).enriched(SpanRendererTest::poison, () -> inner));

    assertThat(span.data())
        .isEqualTo(new GenerationData.Builder().requestModel("gpt-4o").responseId("r1").build());
    assertThat(dropped(span))
        .startsWith("render failure: java.lang.IncompatibleClassChangeError at ");
  }

  @Test
  void payload_thatThrows_leavesTypeAndWhatEnrichmentsKnow() {
    GenerationData inner = new GenerationData.Builder().responseId("r1").build();

    SpanRecord span =
        rendered(
            FakeSpan.of(1, SpanType.GENERATION, SpanRendererTest::poison).enriched(() -> inner));

    assertThat(span.data()).isEqualTo(inner);
    assertThat(span.attributes().get("clew.content.dropped"))
        .asString()
        .startsWith("render failure: java.lang.IncompatibleClassChangeError at dev.clew")
        .doesNotContain("secret");
  }

  @Test
  void payload_thatReturnsNull_isAFailure() {
    SpanRecord span = renderer.render(FakeSpan.of(1, SpanType.MCP, () -> null));

    assertThat(span.data().type()).isEqualTo(SpanType.MCP);
    assertThat(dropped(span)).startsWith("render failure: java.lang.NullPointerException");
  }

  @Test
  void record_withNullWhereNoneMayBe_isAFailure() {
    SpanData broken = new AgentData("a", null, null, null, null, null, null, null, null);

    SpanRecord span = renderer.render(FakeSpan.of(1, broken));

    assertThat(span.data()).isEqualTo(EmptyData.of(SpanType.AGENT, "span 1"));
    assertThat(dropped(span)).startsWith("render failure: java.lang.NullPointerException");
  }

  @ParameterizedTest
  @MethodSource("types")
  void emptyData_ofEachType_hasThatType(SpanType type) {
    Payload poison = SpanRendererTest::poison;

    assertThat(rendered(FakeSpan.of(1, type, poison)).data().type()).isEqualTo(type);
  }

  static List<SpanType> types() {
    return List.of(SpanType.values());
  }

  @Test
  void longText_isCutWithMarkerAndCounted() {
    SpanRenderer tight =
        new SpanRenderer(new RenderSettings(ContentPolicy.FULL, 64, 640, 64, 4, 9));
    String text = "x".repeat(1_000_000);

    SpanRecord span =
        tight.render(FakeSpan.of(1, new FunctionData("f", text, "ok", null, null, false)));

    FunctionData data = (FunctionData) span.data();
    assertThat(data.input())
        .hasSize(64)
        .startsWith("xxxx")
        .endsWith("x… [truncated, 1000000 characters in all]");
    assertThat(span.attributes()).isEqualTo(Map.of("clew.content.truncated", 1L));
  }

  @Test
  void span_beyondItsCharacters_keepsOutputRatherThanInput() {
    SpanRenderer tight =
        new SpanRenderer(new RenderSettings(ContentPolicy.FULL, 100, 150, 64, 4, 99));
    List<Message> input = new ArrayList<>();
    IntStream.range(0, 20).forEach(n -> input.add(Message.text("user", "i".repeat(50))));
    GenerationData data =
        new GenerationData.Builder()
            .input(input)
            .output(List.of(Message.text("assistant", "o".repeat(90))))
            .build();

    GenerationData kept = (GenerationData) tight.render(FakeSpan.of(1, data)).data();

    assertThat(kept.output()).isEqualTo(data.output());
    assertThat(kept.input().get(0)).isEqualTo(input.get(0));
    assertThat(kept.input().get(19))
        .isEqualTo(Message.text("user", "… [truncated, 50 characters in all]"));
  }

  @Test
  void manyMessages_loseTheEarliest() {
    SpanRenderer tight =
        new SpanRenderer(new RenderSettings(ContentPolicy.FULL, 100, 1_000, 64, 4, 2));
    GenerationData data =
        new GenerationData.Builder()
            .input(
                List.of(
                    Message.text("user", "one"),
                    Message.text("user", "two"),
                    Message.text("user", "three")))
            .build();

    GenerationData kept = (GenerationData) tight.render(FakeSpan.of(1, data)).data();

    assertThat(kept.input()).extracting(Message::role).containsExactly("clew", "user", "user");
    assertThat(kept.input().get(2)).isEqualTo(Message.text("user", "three"));
  }

  @Test
  void trace_withLoneSurrogate_isRepaired() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("k", "a\uD800b");
    TraceRecord trace =
        new TraceRecord(FakeSpan.TRACE, "n\uDC00", null, 1, 2, SpanStatus.OK, 1, 0, metadata);

    assertThat(renderer.render(trace).name()).isEqualTo("n\uFFFD");
    assertThat(renderer.render(trace).metadata()).isEqualTo(Map.of("k", "a\uFFFDb"));
  }

  private SpanRecord rendered(FakeSpan span) {
    return renderer.render(span);
  }

  private static SpanData poison() {
    throw new IncompatibleClassChangeError("secret message");
  }

  private static String dropped(SpanRecord span) {
    return (String) span.attributes().get(SpanRenderer.CONTENT_DROPPED);
  }
}
