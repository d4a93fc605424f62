// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatMessagesTest {
  private static final String HASH_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @Test
  void binaryContent_isShownWithoutItsBytes() {
    UserMessage message =
        UserMessage.from(
            "Ann",
            TextContent.from("look"),
            ImageContent.from("aGVsbG8=", "image/png"),
            ImageContent.from("https://example.org/a.png"),
            AudioContent.from("aGVsbG8=", "audio/wav"),
            PdfFileContent.from("aGVsbG8=", "application/pdf"));

    assertThat(ChatMessages.render(List.of(message)))
        .isEqualTo(
            List.of(
                new Message(
                    "user",
                    List.of(
                        new Part.Text("look"),
                        new Part.Media("image", "image/png", null, 5L, HASH_OF_HELLO),
                        new Part.Media("image", null, "https://example.org/a.png", null, null),
                        new Part.Media("audio", "audio/wav", null, 5L, HASH_OF_HELLO),
                        new Part.Media("document", "application/pdf", null, 5L, HASH_OF_HELLO)),
                    "Ann")));
  }

  @Test
  void brokenBase64_hasNeitherSizeNorHash() {
    UserMessage message = UserMessage.from(ImageContent.from("not base64!", "image/png"));

    assertThat(ChatMessages.render(List.of(message)).get(0).parts())
        .containsExactly(new Part.Media("image", "image/png", null, null, null));
  }

  @Test
  void resultOfSeveralParts_isShownAsText() {
    ToolExecutionResultMessage message =
        ToolExecutionResultMessage.builder()
            .id("c1")
            .toolName("map")
            .contents(TextContent.from("here"), ImageContent.from("https://example.org/a.png"))
            .build();

    assertThat(ChatMessages.render(List.of(message)))
        .isEqualTo(
            List.of(
                new Message("tool", List.of(new Part.ToolResult("c1", "here\n[IMAGE]")), "map")));
  }

  @Test
  void toolCallWithoutNameAndArguments_isKept() {
    AiMessage message = AiMessage.from(ToolExecutionRequest.builder().id("c1").build());

    assertThat(ChatMessages.render(List.of(message)))
        .isEqualTo(List.of(Message.of("assistant", List.of(new Part.ToolCall("c1", "", "")))));
  }

  @Test
  void customMessage_isKeptAsText() {
    assertThat(ChatMessages.render(List.of(CustomMessage.from(Map.of("k", "v")))))
        .isEqualTo(List.of(Message.of("custom", List.of(new Part.Other("custom", "{k=v}")))));
  }

  @Test
  void retainedSize_countsInlineContent() {
    String megabyte = "A".repeat(1_000_000);

    assertThat(RetainedSize.of(List.of(UserMessage.from(ImageContent.from(megabyte, "image/png")))))
        .isBetween(1_000_000L, 1_001_000L);
  }
}
