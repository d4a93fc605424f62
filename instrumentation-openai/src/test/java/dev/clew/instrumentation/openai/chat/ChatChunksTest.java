// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.stream.TextBudget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatChunksTest {
  private final ChatChunks chunks = new ChatChunks();

  private void add(int index, Map<String, ?> delta) {
    add(Map.of("index", index, "delta", delta));
  }

  private void add(Map<String, ?> choice) {
    Map<String, ?> chunk =
        Map.of(
            "id",
            "c1",
            "object",
            "chat.completion.chunk",
            "created",
            1,
            "model",
            "m",
            "choices",
            List.of(choice));
    chunks.add(JsonValue.from(chunk).convert(ChatCompletionChunk.class));
  }

  private List<Message> messages() {
    return new ChatAnswer(chunks.seal()).messages(null);
  }

  @Test
  void add_hundredThousandChunks_staysBoundedAndCountsTheRest() {
    String piece = "0123456789abcdef0123";
    Map<String, ?> delta = Map.of("content", piece);
    for (int i = 0; i < 100_000; i++) {
      add(0, delta);
    }

    assertThat(chunks.retainedBytes()).isEqualTo(2_000_000);
    assertThat(chunks.droppedCharacters()).isEqualTo(1_000_000);
    assertThat(messages().get(0).parts().get(0)).isEqualTo(new Part.Text(piece.repeat(50_000)));
  }

  @Test
  void add_choicesInterleaved_areKeptApartAndInOrder() {
    add(1, Map.of("content", "b1"));
    add(0, Map.of("content", "a1"));
    add(1, Map.of("content", "b2"));

    assertThat(messages())
        .containsExactly(Message.text("assistant", "a1"), Message.text("assistant", "b1b2"));
  }

  @Test
  void isComplete_oneOfTwoChoicesFinished_isFalse() {
    add(0, Map.of("content", "a"));
    add(1, Map.of("content", "b"));
    add(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop"));
    assertThat(chunks.isComplete()).isFalse();

    add(Map.of("index", 1, "delta", Map.of(), "finish_reason", "some_new_reason"));
    assertThat(chunks.isComplete()).isTrue();
    assertThat(new ChatAnswer(chunks.seal()).finishReasons())
        .containsExactly("stop", "some_new_reason");
  }

  @Test
  void add_thoughtsRefusalAndLegacyFunctionCall_areKept() {
    add(0, Map.of("role", "assistant", "reasoning_content", "hm"));
    add(0, Map.of("reasoning_content", "m"));
    add(0, Map.of("refusal", "no"));
    add(0, Map.of("function_call", Map.of("name", "f", "arguments", "{")));
    add(0, Map.of("function_call", Map.of("arguments", "}")));

    assertThat(messages().get(0).parts())
        .containsExactly(
            new Part.Reasoning("hmm"), new Part.Refusal("no"), new Part.ToolCall(null, "f", "{}"));
  }

  @Test
  void add_customToolCall_isKept() {
    add(0, tool(Map.of("index", 0, "id", "t1", "type", "custom", "custom", Map.of("name", "sh"))));
    add(0, tool(Map.of("index", 0, "custom", Map.of("input", "ls "))));
    add(0, tool(Map.of("index", 0, "custom", Map.of("input", "-l"))));

    assertThat(messages().get(0).parts()).containsExactly(new Part.ToolCall("t1", "sh", "ls -l"));
  }

  @Test
  void add_nameRepeatedWithEveryPiece_isTakenOnce() {
    add(0, tool(Map.of("index", 0, "id", "t1", "function", Map.of("name", "f", "arguments", "{"))));
    add(0, tool(Map.of("index", 0, "id", "t1", "function", Map.of("name", "f", "arguments", "}"))));

    assertThat(messages().get(0).parts()).containsExactly(new Part.ToolCall("t1", "f", "{}"));
  }

  @Test
  void add_pieceThatDoesNotFit_isNotCutThroughACharacter() {
    TextBudget budget = new TextBudget(2);
    StringBuilder text = new StringBuilder();
    budget.append(text, "a😀");

    assertThat(text).hasToString("a");
    assertThat(budget.dropped()).isEqualTo(2);
  }

  @Test
  void add_afterSealing_isIgnored() {
    add(0, Map.of("content", "a"));
    List<Message> before = messages();
    add(0, Map.of("content", "b"));

    assertThat(messages()).isEqualTo(before);
  }

  private static Map<String, ?> tool(Map<String, ?> piece) {
    return Map.of("tool_calls", List.of(piece));
  }
}
