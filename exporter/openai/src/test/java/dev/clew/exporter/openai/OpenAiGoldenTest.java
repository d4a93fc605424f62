// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares our requests with those of OpenAI's own exporter for JavaScript.
 *
 * <p>Two differences are meant: we write unknown fields as null, as the one for Python does, where
 * JavaScript leaves them out; and times in microseconds instead of milliseconds.
 */
class OpenAiGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPTS = Path.of("src/test/openai-golden");

  @Test
  void request_isTheOneOfOpenAisOwnExporter() throws IOException {
    JsonNode golden = golden();

    assertThat(golden.path("url").asText()).isEqualTo(IngestTarget.OPENAI);
    JsonNode ours = brief(JSON.readTree(encoded())).path("data");
    JsonNode theirs = golden.at("/body/data");
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      assertThat(alike(ours.get(i))).isEqualTo(alike(theirs.get(i)));
    }
  }

  @Test
  void theirRequest_passesOurRules() throws IOException {
    ObjectNode theirs = (ObjectNode) golden().path("body");
    // Theirs leaves out what it does not know; the rules want all keys of ours.
    String missing = "missing: ";

    List<String> violations =
        IngestRules.violations(theirs.toString()).stream()
            .filter(violation -> !violation.startsWith(missing))
            .toList();

    assertThat(violations).isEmpty();
    assertThat(IngestRules.violations(encoded())).isEmpty();
  }

  /** Needs npm and the network: run with {@code -Dclew.golden=true}. */
  @Test
  @EnabledIfSystemProperty(named = "clew.golden", matches = "true")
  void goldenFile_isWhatTheirExporterPrintsToday(@TempDir Path folder) throws Exception {
    for (String file : List.of("package.json", "print.mjs")) {
      Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
    }
    run(folder, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent");

    String printed = run(folder, "node", "print.mjs");

    assertThat(JSON.readTree(printed)).isEqualTo(golden());
  }

  private static String encoded() throws IOException {
    IngestTarget target =
        new IngestTarget(
            URI.create(IngestTarget.OPENAI), "KEY", null, null, Duration.ofSeconds(1), true);
    return new String(new OpenAiIngestExporter(target).encode(GoldenBatch.records()), UTF_8);
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        OpenAiGoldenTest.class.getResourceAsStream("/openai-golden/request.json")) {
      return JSON.readTree(in);
    }
  }

  /** As {@code print.mjs} shortens long texts. */
  private static JsonNode brief(JsonNode value) {
    if (value.isTextual() && value.asText().length() > 200) {
      String text = value.asText();
      return JSON.createObjectNode()
          .put("length", text.length())
          .put("begin", text.substring(0, 10))
          .put("end", text.substring(text.length() - 25));
    }
    if (value instanceof ArrayNode array) {
      ArrayNode brief = JSON.createArrayNode();
      array.forEach(element -> brief.add(brief(element)));
      return brief;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode brief = JSON.createObjectNode();
      object.properties().forEach(field -> brief.set(field.getKey(), brief(field.getValue())));
      return brief;
    }
    return value;
  }

  private static JsonNode alike(JsonNode item) {
    ObjectNode alike = item.deepCopy();
    for (String time : List.of("started_at", "ended_at")) {
      if (alike.has(time)) {
        Instant instant = OffsetDateTime.parse(alike.path(time).asText()).toInstant();
        alike.put(time, instant.truncatedTo(ChronoUnit.MILLIS).toString());
      }
    }
    if (alike.get("span_data") instanceof ObjectNode data) {
      data.properties().removeIf(field -> field.getValue().isNull());
    }
    return alike;
  }

  private static String run(Path folder, String... command) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    return Files.readString(output);
  }
}
