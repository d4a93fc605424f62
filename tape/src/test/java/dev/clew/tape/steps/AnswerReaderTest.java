// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.format.TapeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The answers of all providers say the same: a text, a tool, and 12 and 34 tokens. */
class AnswerReaderTest {
  private static final List<ToolUse> FARE = List.of(new ToolUse("fare", "{\"to\":\"Lisbon\"}"));

  private static Answer read(String body) {
    return AnswerReader.read(
        new TapeEntry(
            1,
            Kind.HTTP,
            "",
            "",
            "",
            0,
            0,
            "",
            "",
            "POST",
            "/v1",
            null,
            200,
            Map.of(),
            TapeBody.of(body),
            List.of(),
            false));
  }

  private static void assertReads(String model, String text, List<ToolUse> tools, String body) {
    assertThat(read(body)).isEqualTo(new Answer(model, text, tools, 12, 34));
  }

  @Test
  void chatCompletion() {
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        {"model":"m","choices":[{"message":{"content":"Hi","tool_calls":[{"id":"c","function":
        {"name":"fare","arguments":"{ \\"to\\": \\"Lisbon\\" }"}}]}}],
        "usage":{"prompt_tokens":12,"completion_tokens":34}}""");
  }

  @Test
  void streamedChatCompletion() {
    assertReads(
        "m",
        "Hi there",
        FARE,
        """
        data: {"model":"m","choices":[{"delta":{"content":"Hi"}}]}

        data: {"choices":[{"delta":{"content":" there","tool_calls":[{"index":0,"function":{"name":"fare","arguments":"{\\"to\\":"}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"Lisbon\\"}"}}]}}]}

        data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34}}

        data: [DONE]
        """);
  }

  @Test
  void response_countsOnceAfterItsPieces() {
    String whole =
        """
        {"model":"m","output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]},\
        {"type":"function_call","name":"fare","arguments":"{\\"to\\":\\"Lisbon\\"}"}],\
        "usage":{"input_tokens":12,"output_tokens":34}}""";
    assertReads("m", "Hi", FARE, whole);
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        event: response.output_text.delta
        data: {"type":"response.output_text.delta","delta":"Hi"}

        data: {"type":"response.completed","response":"""
            + whole
            + "}\n");
  }

  @Test
  void anthropicMessage() {
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        {"type":"message","model":"m","content":[{"type":"text","text":"Hi"},{"type":"tool_use",
        "name":"fare","input":{"to":"Lisbon"}}],"usage":{"input_tokens":12,"output_tokens":34}}""");
  }

  @Test
  void streamedAnthropicMessage() {
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        data: {"type":"message_start","message":{"model":"m","content":[],"usage":{"input_tokens":12,"output_tokens":1}}}
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}
        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"fare","input":{}}}
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"to\\":"}}
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\\"Lisbon\\"}"}}
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":34}}
        """);
  }

  @Test
  void gemini() {
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        {"modelVersion":"m","candidates":[{"content":{"parts":[{"text":"Hi"},{"functionCall":
        {"name":"fare","args":{"to":"Lisbon"}}}]}}],
        "usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":34}}""");
  }

  @Test
  void ollamaAndBedrock() {
    assertReads(
        "m",
        "Hi",
        FARE,
        """
        {"model":"m","message":{"content":"H"},"done":false}
        {"model":"m","message":{"content":"i","tool_calls":[{"function":{"name":"fare","arguments":{"to":"Lisbon"}}}]},"done":false}
        {"model":"m","message":{"content":""},"prompt_eval_count":12,"eval_count":34,"done":true}
        """);
    assertReads(
        "",
        "Hi",
        FARE,
        """
        {"output":{"message":{"content":[{"text":"Hi"},{"toolUse":{"name":"fare",
        "input":{"to":"Lisbon"}}}]}},"usage":{"inputTokens":12,"outputTokens":34}}""");
  }

  @Test
  void somethingElse_saysNothing() {
    assertThat(read("<html>").hasTokens()).isFalse();
    assertThat(read("{\"a\":[1,\"b\",{\"content\":3}]}"))
        .isEqualTo(new Answer("", "", List.of(), -1, -1));
  }
}
