// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsagesTest {
  private static final Message QUESTION = Message.text("user", "Where to?"); // 9 characters
  private static final Message ANSWER = Message.text("assistant", "To Rome."); // 8 characters

  @Test
  void estimate_countsFourCharactersAsAToken() {
    assertThat(Usages.estimate(List.of(QUESTION), List.of(), List.of(ANSWER)))
        .isEqualTo(new Usage(9L, 2L, 11L, null, null, null, null, null, true));
  }

  @Test
  void estimate_countsToolsAndEveryKindOfText() {
    Message call =
        Message.of(
            "assistant",
            List.of(
                new Part.Reasoning("four"),
                new Part.ToolCall("c1", "fare", "{}12"),
                new Part.Refusal("four"),
                new Part.Media("image", null, "https://acme.org/1.png", null, null)));
    Message result = Message.of("tool", List.of(new Part.ToolResult("c1", "four")));
    ToolDefinition tool = new ToolDefinition("fare", "four", "four");

    assertThat(Usages.estimate(List.of(result), List.of(tool), List.of(call)))
        .isEqualTo(new Usage(9L, 4L, 13L, null, null, null, null, null, true));
  }

  @Test
  void orEstimate_answerWithoutUsage_isEstimated() {
    GenerationData data =
        new GenerationData.Builder().input(List.of(QUESTION)).output(List.of(ANSWER)).build();

    assertThat(Usages.orEstimate(data))
        .isEqualTo(data.withUsage(new Usage(9L, 2L, 11L, null, null, null, null, null, true)));
  }

  @Test
  void orEstimate_usageOfTheProvider_stays() {
    GenerationData data =
        new GenerationData.Builder().output(List.of(ANSWER)).usage(Usage.of(1, 2)).build();

    assertThat(Usages.orEstimate(data)).isSameAs(data);
  }

  @Test
  void orEstimate_withoutAnswer_isUnknown() {
    GenerationData data = new GenerationData.Builder().input(List.of(QUESTION)).build();

    assertThat(Usages.orEstimate(data).usage()).isNull();
  }

  @Test
  void withCacheApart_addsTheCacheToTheInput() {
    assertThat(Usages.withCacheApart(10L, 5L, null, 100L, 20L, null))
        .isEqualTo(new Usage(130L, 5L, 135L, 100L, 20L, null, null, null, false));
    assertThat(Usages.withCacheApart(10L, 5L, 15L, 100L, null, 3L))
        .isEqualTo(new Usage(110L, 5L, 115L, 100L, null, 3L, null, null, false));
    assertThat(Usages.withCacheApart(null, 5L, null, null, null, null))
        .isEqualTo(new Usage(null, 5L, null, null, null, null, null, null, false));
  }
}
