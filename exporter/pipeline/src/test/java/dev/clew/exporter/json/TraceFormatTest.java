// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.Samples;
import dev.clew.exporter.TraceSchema;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TraceFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TraceSchema schema = new TraceSchema();

  static List<SpanData> allData() {
    return Samples.allData();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void span_withEveryField_isValid(SpanData data) {
    assertThat(schema.violations(line(Samples.span(2, data)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void span_withNothingKnown_isValid(SpanType type) {
    SpanRecord span =
        new SpanRenderer(RenderSettings.defaults()).render(FakeSpan.of(1, EmptyData.of(type, "x")));

    assertThat(schema.violations(line(span))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void span_withContentWithheld_isValid(SpanData data) {
    SpanRecord span =
        new SpanRenderer(RenderSettings.defaults().withContent(ContentPolicy.NONE))
            .render(FakeSpan.of(1, data));

    assertThat(schema.violations(line(span))).isEmpty();
  }

  @Test
  void trace_isValid() {
    assertThat(schema.violations(line(Samples.trace(9)))).isEmpty();
  }

  @Test
  void schema_rejectsWhatIsNotDocumented() throws IOException {
    ObjectNode span = (ObjectNode) JSON.readTree(line(Samples.span(2, Samples.generation())));
    span.withObject("/clew").put("cost", 1);
    ObjectNode agent = (ObjectNode) JSON.readTree(line(Samples.span(2, Samples.allData().get(0))));
    agent.withObject("/span_data").put("model", "gpt-4o");

    assertThat(schema.violations(span.toString())).isNotEmpty();
    assertThat(schema.violations(agent.toString())).isNotEmpty();
    assertThat(schema.violations("{\"object\":\"else\"}")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void everyText_ofTheData_isInTheLine(SpanData data) throws IOException {
    String line = JSON.readTree(line(Samples.span(2, data))).toString();

    Matcher secrets = Pattern.compile("secret [a-z]+").matcher(data.toString());
    while (secrets.find()) {
      assertThat(line).contains(secrets.group());
    }
  }

  @Test
  void lineOfGeneration_isAsDocumented() throws IOException {
    JsonNode written = JSON.readTree(line(Samples.span(2, Samples.generation())));

    assertThat(written).isEqualTo(JSON.readTree(resource("/generation.json")));
  }

  @Test
  void examplesOfTheDocument_areValid() {
    Matcher blocks =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(resource("/trace-format.md"));
    int examples = 0;
    while (blocks.find()) {
      assertThat(schema.violations(blocks.group(1))).isEmpty();
      examples++;
    }
    assertThat(examples).isPositive();
  }

  @Test
  void everyField_ofTheSchema_isDocumented() throws IOException {
    String document = resource("/trace-format.md");
    JsonNode definitions = JSON.readTree(resource("/trace-format.schema.json"));

    for (JsonNode properties : definitions.findValues("properties")) {
      properties
          .fieldNames()
          .forEachRemaining(name -> assertThat(document).contains("`" + name + "`"));
    }
  }

  @Test
  void numbers_thatABrowserWouldChange_areStrings() throws IOException {
    Map<String, Object> data =
        Map.of(
            "safe",
            9_007_199_254_740_991L,
            "large",
            9_007_199_254_740_993L,
            "min",
            Long.MIN_VALUE,
            "nan",
            Double.NaN,
            "price",
            new BigDecimal("84.50"),
            "precise",
            new BigDecimal("0.12345678901234567890123"),
            "big",
            BigInteger.TEN.pow(30));

    JsonNode written =
        JSON.readTree(line(Samples.span(2, new CustomData("c", data)))).at("/span_data/data");

    assertThat(written)
        .isEqualTo(
            JSON.readTree(
                """
                {"safe": 9007199254740991, "large": "9007199254740993",
                 "min": "-9223372036854775808", "nan": "NaN", "price": 84.5,
                 "precise": "0.12345678901234567890123",
                 "big": "1000000000000000000000000000000"}
                """));
  }

  @Test
  void line_holdsNoLineSeparatorOfAnyKind() {
    CustomData data = new CustomData("c", Map.of("k", "a\nb\rc\u2028d\u2029e\u0000"));

    String line = line(Samples.span(2, data));

    assertThat(line.substring(0, line.length() - 1))
        .doesNotContainPattern("[\\n\\r\\u2028\\u2029]");
    assertThat(line).endsWith("}\n");
  }

  @Test
  void usage_withoutBothCounts_isLeftToTheAdditions() throws IOException {
    GenerationData data =
        new GenerationData.Builder()
            .usage(new Usage(null, 5L, null, null, null, null, null, null, true))
            .build();

    JsonNode written = JSON.readTree(line(Samples.span(2, data)));

    assertThat(written.at("/span_data/usage").isNull()).isTrue();
    assertThat(written.at("/clew/data/usage").toString())
        .isEqualTo("{\"output\":5,\"estimated\":true}");
  }

  private static String line(ExportRecord exported) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new JsonLines().write(exported, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in = TraceFormatTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
