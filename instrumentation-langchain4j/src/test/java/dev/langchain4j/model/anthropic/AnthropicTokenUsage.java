// SPDX-License-Identifier: Apache-2.0
package dev.langchain4j.model.anthropic;

import dev.langchain4j.model.output.TokenUsage;

/** Replaces the class of this name from an artifact that is not on the test class path. */
public final class AnthropicTokenUsage extends TokenUsage {
  /** Counts the tokens that were not cached. */
  public AnthropicTokenUsage(int input, int output) {
    super(input, output);
  }

  /** Returns the tokens read from the cache. */
  public Integer cacheReadInputTokens() {
    return 100;
  }

  /** Returns the tokens written to the cache. */
  public Integer cacheCreationInputTokens() {
    return 20;
  }
}
