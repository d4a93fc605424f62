// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

/**
 * Token counts of one completion.
 *
 * @param promptTokens tokens of the request, cached ones included
 * @param completionTokens tokens of the answer, reasoning included
 * @param cachedTokens part of the prompt that came from the provider's cache
 * @param reasoningTokens part of the completion that the caller does not see
 */
public record Usage(int promptTokens, int completionTokens, int cachedTokens, int reasoningTokens) {
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 3;

  /** Counts without cache and reasoning. */
  public static Usage of(int promptTokens, int completionTokens) {
    return new Usage(promptTokens, completionTokens, 0, 0);
  }

  /** The same counts with another number of cached prompt tokens. */
  public Usage withCached(int tokens) {
    return new Usage(promptTokens, completionTokens, tokens, reasoningTokens);
  }

  /** The same counts with another number of reasoning tokens. */
  public Usage withReasoning(int tokens) {
    return new Usage(promptTokens, completionTokens, cachedTokens, tokens);
  }

  /** Prompt and completion together. */
  public int totalTokens() {
    return promptTokens + completionTokens;
  }

  /** Returns the counts that a script gives, or else an estimate. */
  static Usage of(ChatRequest request, Reply.Answer answer) {
    Usage given = answer.usage();
    return given != null ? given : estimate(request, answer);
  }

  /** Estimates the counts from lengths, so that equal conversations count the same every time. */
  private static Usage estimate(ChatRequest request, Reply.Answer answer) {
    int prompt = TOKENS_PER_MESSAGE;
    for (ChatRequest.Message message : request.messages()) {
      prompt += TOKENS_PER_MESSAGE + tokens(message.content()) + tokens(message.toolCalls());
    }
    prompt += tokens(request.raw().path("tools").toString());
    return of(prompt, Math.max(1, tokens(answer.text()) + tokens(answer.toolCalls())));
  }

  private static int tokens(Iterable<ToolCall> calls) {
    int sum = 0;
    for (ToolCall call : calls) {
      sum += TOKENS_PER_MESSAGE + tokens(call.name()) + tokens(call.arguments());
    }
    return sum;
  }

  private static int tokens(String text) {
    return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
