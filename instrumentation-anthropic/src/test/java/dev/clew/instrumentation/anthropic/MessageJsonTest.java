// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
  private static JsonTree json(String text) {
    try {
      return JsonTree.of(ObjectMappers.jsonMapper().readValue(text, Map.class));
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static List<Part> parts(String block) {
    return MessageContent.parts(json("{\"content\":[" + block + "]}"));
  }

  @Test
  void request_systemPrompt_isTheFirstMessage() {
    MessageRequest request =
        new MessageRequest(
            json(
                """
                {"model":"claude-x","max_tokens":5,"stream":true,
                 "system":[{"type":"text","text":"Be brief."}],
                 "messages":[{"role":"user","content":"hi"}]}"""));

    assertThat(request.messages())
        .containsExactly(Message.text("system", "Be brief."), Message.text("user", "hi"));
    assertThat(request.parameters()).isEqualTo(Map.of("max_tokens", 5));
  }

  @Test
  void request_tools_areThoseOfferedAndThoseOfTheProvider() {
    MessageRequest request =
        new MessageRequest(
            json(
                """
                {"tools":[
                 {"name":"fare","description":"The fare","input_schema":{"type":"object"}},
                 {"type":"web_search_20250305","name":"web_search"}]}"""));

    assertThat(request.tools())
        .containsExactly(
            new ToolDefinition("fare", "The fare", Map.of("type", "object")),
            new ToolDefinition("web_search", null, null));
  }

  @Test
  void request_mcpServers_areShownWithoutTheirToken() {
    MessageRequest request =
        new MessageRequest(
            json(
                """
                {"mcp_servers":[{"type":"url","name":"desk","url":"https://mcp.test/sse?key=abc",
                 "authorization_token":"hush"}]}"""));

    assertThat(request.parameters().toString())
        .contains("desk", "https://mcp.test/sse")
        .doesNotContain("hush", "abc");
  }

  @Test
  void image_inline_isTypeSizeAndHash() {
    assertThat(
            parts(
                """
                {"type":"image","source":{"type":"base64","media_type":"image/png",
                 "data":"AAEC"}}"""))
        .containsExactly(
            new Part.Media(
                "image",
                "image/png",
                null,
                3L,
                "ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc"));
  }

  @Test
  void document_byUrlFileOrText_isMedia() {
    assertThat(
            parts(
                """
                {"type":"document","source":{"type":"url","url":"https://a.test/b.pdf"}},
                {"type":"document","source":{"type":"file","file_id":"file_1"}},
                {"type":"document","source":{"type":"text","media_type":"text/plain",
                 "data":"abc"}}"""))
        .extracting(part -> ((Part.Media) part).uri(), part -> ((Part.Media) part).bytes())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("https://a.test/b.pdf", null),
            org.assertj.core.groups.Tuple.tuple("file_1", null),
            org.assertj.core.groups.Tuple.tuple(null, 3L));
  }

  @Test
  void toolResult_withAnImage_isItsTextAndTheImage() {
    assertThat(
            parts(
                """
                {"type":"tool_result","tool_use_id":"toolu_1","content":[
                 {"type":"text","text":"a map"},
                 {"type":"image","source":{"type":"file","file_id":"file_1"}}]}"""))
        .containsExactly(
            new Part.ToolResult("toolu_1", "a map[image]"),
            new Part.Media("image", null, "file_1", null, null));
  }

  @Test
  void serverTool_isACallAndAResult_withoutWhatIsEncrypted() {
    List<Part> parts =
        parts(
            """
            {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search",
             "input":{"query":"fares"}},
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[
             {"type":"web_search_result","title":"Fares","url":"https://a.test",
              "encrypted_content":"EqgfCioIARgB"}]}""");

    assertThat(parts.get(0))
        .isEqualTo(new Part.ToolCall("srvtoolu_1", "web_search", "{\"query\":\"fares\"}"));
    assertThat(parts.get(1).toString())
        .contains("srvtoolu_1", "Fares", "https://a.test")
        .doesNotContain("EqgfCioIARgB");
  }

  @Test
  void thinking_isReasoning_andRedactedThinkingIsNotShown() {
    assertThat(
            parts(
                """
                {"type":"thinking","thinking":"Warm places.","signature":"c2ln"},
                {"type":"redacted_thinking","data":"EmwKAhgB"}"""))
        .containsExactly(
            new Part.Reasoning("Warm places."), new Part.Other("redacted_thinking", null));
  }

  @Test
  void usage_countsTheCacheAsInput_andThinkingAsReasoning() {
    MessageAnswer answer =
        new MessageAnswer(
            json(
                """
                {"usage":{"input_tokens":1,"output_tokens":9,"cache_read_input_tokens":10,
                 "cache_creation_input_tokens":100,"output_tokens_details":{"thinking_tokens":4},
                 "server_tool_use":{"web_search_requests":2},"service_tier":"standard"}}"""));

    assertThat(answer.usage())
        .isEqualTo(new Usage(111L, 9L, 120L, 10L, 100L, 4L, null, null, false));
    assertThat(answer.details())
        .containsEntry("service_tier", "standard")
        .containsEntry("server_tool_use", Map.of("web_search_requests", 2));
  }
}
