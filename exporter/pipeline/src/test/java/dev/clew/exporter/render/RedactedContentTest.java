// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.redact.Redactor;
import dev.clew.exporter.redact.RuleReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redaction and limits of whole spans. */
class RedactedContentTest {
  private static final String CARD = "4111 1111 1111 1111";
  private static final String KEY = "sk-proj-abcDEF1234567890abcDEF1234567890";

  private final List<String> problems = new ArrayList<>();
  private final RuleReader rules = new RuleReader(problems::add);

  @ParameterizedTest
  @EnumSource(ContentPolicy.class)
  void secrets_goAtEveryLevel_whereverTheyStand(ContentPolicy policy) {
    SpanRecord span = everywhere(policy, KEY);

    assertThat(span.toString()).doesNotContain("abcDEF");
    assertThat((Long) span.attributes().get(SpanRenderer.CONTENT_REDACTED)).isPositive();
  }

  @Test
  void personalData_goesWhenRedacted_andStaysWhenFull() {
    assertThat(everywhere(ContentPolicy.REDACTED, "jane@example.com").toString())
        .doesNotContain("jane");
    assertThat(everywhere(ContentPolicy.FULL, "jane@example.com").toString()).contains("jane");
    assertThat(everywhere(ContentPolicy.FULL, "jane@example.com").attributes())
        .doesNotContainKey(SpanRenderer.CONTENT_REDACTED);
  }

  @Test
  void trace_losesItInNameGroupAndMetadata() {
    TraceRecord trace =
        new TraceRecord(FakeSpan.TRACE, CARD, CARD, 1, 2, SpanStatus.OK, 1, 0, Map.of("k", CARD));

    TraceRecord rendered = new SpanRenderer(settings(ContentPolicy.REDACTED)).render(trace);

    assertThat(rendered.toString()).doesNotContain("4111");
    assertThat(rendered.attributes()).containsEntry(SpanRenderer.CONTENT_REDACTED, 3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mail\":\"jane@example.com\",\"n\":1.50}",
        "{ \"text\" : \"line\\njane@example.com\\tend\" }",
        "{\"text\":\"jane\\u0040example.com\"}",
        "[\"{\\\"to\\\":\\\"jane@example.com\\\"}\"]",
        "{\"jane@example.com\":true}",
        "{\"phone\":\"555 0199 77\",\"card\":4111111111111111}",
        "{\"password\":\"jane\",\"a\":[1,2,{\"apiKey\":\"jane\"}]}",
      })
  void json_staysJson_withoutWhatWasFound(String json) {
    String kept = input(function(json, "ok"));

    assertValidJson(kept);
    assertThat(kept).doesNotContain("jane").doesNotContain("4111").doesNotContain("0199");
    assertThat(kept).contains("[redacted ");
  }

  @Test
  void json_withNothingToFind_isNotTouched() {
    String json = "{ \"order\" : 1234567890123456 ,\n \"at\":1795246692123456789 }";

    assertThat(input(function(json, "ok"))).isSameAs(json);
  }

  @Test
  void paths_pointIntoJsonTextsAndTrees() {
    rules.paths("p", List.of("$.customer.name", "$..ssn:drop"));
    String json = "{\"customer\":{\"name\":\"Jane\",\"age\":7,\"ssn\":[1,2]},\"name\":\"x\"}";

    assertThat(input(function(json, "ok")))
        .isEqualTo("{\"customer\":{\"name\":\"[redacted field]\",\"age\":7},\"name\":\"x\"}");
    AgentData agent =
        new AgentData(
            "a",
            null,
            null,
            List.of(),
            List.of(),
            null,
            Map.of("customer", Map.of("name", "Jane", "age", 7)),
            Map.of("ssn", 1),
            Map.of());
    AgentData kept = (AgentData) render(agent).data();
    assertThat(kept.inputs())
        .isEqualTo(Map.of("customer", Map.of("name", "[redacted field]", "age", 7)));
    assertThat(kept.output()).isEqualTo(Map.of());
  }

  @Test
  void toolRules_concernTheToolsRuns_alsoWithinMessages() {
    rules.tools("t", List.of("lookup:result", "pay*:$.pin", "mail:*:drop"));
    GenerationData call =
        new GenerationData.Builder()
            .input(
                List.of(
                    Message.of("assistant", List.of(new Part.ToolCall("1", "lookup", "{\"q\":1}"))),
                    Message.of("tool", List.of(new Part.ToolResult("1", "Jane")))))
            .output(
                List.of(
                    Message.of(
                        "assistant",
                        List.of(
                            new Part.ToolCall("2", "payNow", "{\"pin\":\"x\",\"sum\":2}"),
                            new Part.ToolCall("3", "mail", "{\"to\":\"x\"}")))))
            .build();

    GenerationData kept = (GenerationData) render(call).data();

    assertThat(kept.input().get(0).parts())
        .containsExactly(new Part.ToolCall("1", "lookup", "{\"q\":1}"));
    assertThat(kept.input().get(1).parts())
        .containsExactly(new Part.ToolResult("1", "[redacted result]"));
    assertThat(kept.output().get(0).parts())
        .containsExactly(
            new Part.ToolCall("2", "payNow", "{\"pin\":\"[redacted field]\",\"sum\":2}"),
            new Part.ToolCall("3", "mail", "{}"));
    assertThat(problems).isEmpty();
  }

  @Test
  void longJson_staysJson_withTheMarkAndTheOriginalLength() {
    String items = "{\"id\":1,\"text\":\"" + "é\\n\\\"".repeat(300) + "\"},";
    String json = "{\"first\":\"" + "x".repeat(5_000) + "\",\"items\":[" + items.repeat(500);
    json = json.substring(0, json.length() - 1) + "],\"last\":true}";

    for (int max : new int[] {300, 1_000, 4_096, 100_000}) {
      String kept = input(function(json, "ok"), max);

      assertValidJson(kept);
      assertThat(kept).hasSizeBetween(max / 4, max);
      assertThat(kept).contains("… [truncated, " + json.length() + " characters in all]");
    }
  }

  @Test
  void longString_inJson_leavesRoomForWhatFollows() {
    String json = "{\"body\":\"" + "word ".repeat(100_000) + "\",\"status\":200}";

    String kept = input(function(json, "ok"), 2_000);

    assertValidJson(kept);
    assertThat(kept).contains("\"status\":200").contains("[truncated, 500000 characters in all]");
  }

  @Test
  void image_inADataUrl_becomesTypeSizeAndHash() {
    byte[] image = new byte[20 * 1024 * 1024];
    new java.util.Random(7).nextBytes(image);
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
    String hash = sha256(image);

    String result =
        ((FunctionData) render(function("{}", "{\"image\":\"" + url + "\",\"n\":1}")).data())
            .output();
    GenerationData call =
        new GenerationData.Builder()
            .input(
                List.of(
                    Message.of("user", List.of(new Part.Media("image", null, url, null, null)))))
            .build();
    Part media = ((GenerationData) render(call).data()).input().get(0).parts().get(0);

    assertThat(result)
        .isEqualTo(
            "{\"image\":\"data:image/png;base64,[base64 of 20971520 bytes, sha256 "
                + hash
                + "]\",\"n\":1}");
    assertThat(media).isEqualTo(new Part.Media("image", "image/png", null, 20_971_520L, hash));
  }

  @Test
  void bytes_inBase64WithoutAUrl_goAsWell_butLongWordsStay() {
    byte[] bytes = new byte[4_000];
    new java.util.Random(7).nextBytes(bytes);
    String json = "{\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";

    assertThat(input(function(json, "ok")))
        .isEqualTo("{\"data\":\"[base64 of 4000 bytes, sha256 " + sha256(bytes) + "]\"}");
    String ruler = "-".repeat(5_000) + "x".repeat(5_000);
    assertThat(input(function(ruler, "ok"))).isSameAs(ruler);
  }

  @Test
  void promptOfFiveMegabytes_isCut_andItsSecretOnTheBorderGone() {
    String prompt = "lorem ipsum ".repeat(10_920) + KEY + " dolor".repeat(900_000);

    String kept = input(function(prompt, "ok"));

    assertThat(kept).hasSizeLessThanOrEqualTo(131_072).doesNotContain("abcDEF");
    assertThat(kept).endsWith("… [truncated, " + prompt.length() + " characters in all]");
  }

  private SpanRecord everywhere(ContentPolicy policy, String text) {
    AgentData data =
        new AgentData(
            "agent " + text,
            text,
            text,
            List.of(text),
            List.of(text),
            text,
            Map.of("input", List.of(text), text, 1),
            Map.of("k", "x " + text),
            Map.of("d", text));
    FakeSpan span =
        FakeSpan.of(1, data)
            .with(Map.of("attribute", text), List.of(new SpanEvent("event", 5, "e " + text)))
            .with(SpanError.of(new IllegalStateException("failed for " + text)));
    return new SpanRenderer(settings(policy)).render(span);
  }

  private SpanRecord render(SpanData data) {
    return new SpanRenderer(settings(ContentPolicy.REDACTED)).render(FakeSpan.of(1, data));
  }

  private String input(FunctionData data) {
    return ((FunctionData) render(data).data()).input();
  }

  private static String input(FunctionData data, int max) {
    RenderSettings tight =
        new RenderSettings(ContentPolicy.REDACTED, max, 4_194_304, 8_192, 32, 10_000);
    return ((FunctionData) new SpanRenderer(tight).render(FakeSpan.of(1, data)).data()).input();
  }

  private RenderSettings settings(ContentPolicy policy) {
    return RenderSettings.defaults().withContent(policy).withRedactor(new Redactor(rules.rules()));
  }

  private static FunctionData function(String input, String output) {
    return new FunctionData("f", input, output, null, null, false);
  }

  private static void assertValidJson(String text) {
    JsonFactory json =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(500).build())
            .build();
    try (JsonParser parser = json.createParser(text)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text.substring(Math.max(0, text.length() - 300)), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return java.util.HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
