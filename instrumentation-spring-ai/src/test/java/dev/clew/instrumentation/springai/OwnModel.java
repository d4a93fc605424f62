// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** An application's own model, which others may wrap. */
final class OwnModel implements ChatModel {
  private final ChatModel delegate;

  OwnModel(ChatModel delegate) {
    this.delegate = delegate;
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    return delegate == null ? answer("To Rome.") : delegate.call(prompt);
  }

  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    return delegate == null ? Flux.just(answer("To "), answer("Rome.")) : delegate.stream(prompt);
  }

  private static ChatResponse answer(String text) {
    return new ChatResponse(List.of(new Generation(new AssistantMessage(text))));
  }
}
