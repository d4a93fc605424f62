// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.clew.api.data.SpanData;
import dev.clew.exporter.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader that knows version 1.0 of the trace format makes of today's lines. */
class PreviousFormatTest {
  private static final Set<String> KNOWN = Set.of("trace", "trace.span");

  private final JsonLines lines = new JsonLines();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(PreviousFormatTest.class.getResourceAsStream("/trace-format-1.0.schema.json"));

  static List<SpanData> allData() {
    return Samples.allData();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void spanThatEnded_isAsBefore(SpanData data) throws IOException {
    lines.write(Samples.span(2, data), out);

    assertThat(schema.validate(out.toString(UTF_8), InputFormat.JSON)).isEmpty();
  }

  @Test
  void trace_isAsBefore() throws IOException {
    lines.write(Samples.trace(9), out);

    assertThat(schema.validate(out.toString(UTF_8), InputFormat.JSON)).isEmpty();
  }

  @Test
  void newLines_areOfAKindThatItDoesNotKnowAndOfItsVersion() throws IOException {
    lines.writeOpen(Samples.span(2, Samples.generation()), out);
    lines.write(new JvmRecord("1-2", 3, Map.of(), Map.of("cpu", 0.5)), out);

    for (String line : out.toString(UTF_8).split("\n")) {
      JsonNode json = new ObjectMapper().readTree(line);
      assertThat(KNOWN).doesNotContain(json.path("object").asText());
      assertThat(json.at("/clew/v").asInt()).isEqualTo(1);
    }
  }
}
