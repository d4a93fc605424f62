// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.Usage;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.junit.jupiter.api.Test;

class TokenUsagesTest {
  @Test
  void usage_withoutDetails_hasTheMainFigures() {
    assertThat(TokenUsages.render(new TokenUsage(10, 5))).isEqualTo(Usage.of(10, 5));
  }

  @Test
  void cachedTokensThatTheProviderCountsApart_areAddedToTheInput() {
    assertThat(TokenUsages.render(new AnthropicTokenUsage(10, 5)))
        .isEqualTo(new Usage(130L, 5L, 135L, 100L, 20L, null, null, null, false));
  }

  @Test
  void usage_thatSaysNothing_isNone() {
    assertThat(TokenUsages.render(null)).isNull();
    assertThat(TokenUsages.render(new TokenUsage(null, null, null))).isNull();
  }
}
