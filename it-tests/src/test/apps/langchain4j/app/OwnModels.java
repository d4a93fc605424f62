// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Locale;

/** Models implemented by the application. */
final class OwnModels {
  private OwnModels() {}

  /** Implements only what the interface requires. */
  static final class Echo implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return response(said(request));
    }
  }

  /** Implements the whole call, including listeners. */
  static final class Shout implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      return response(said(request).toUpperCase(Locale.ROOT));
    }
  }

  /** Fails. */
  static final class Broken implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      throw new UnsupportedOperationException("out of order");
    }
  }

  private static String said(ChatRequest request) {
    return ((UserMessage) request.messages().get(0)).singleText();
  }

  private static ChatResponse response(String text) {
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(text))
        .modelName("own-1")
        .tokenUsage(new TokenUsage(3, 4))
        .finishReason(FinishReason.STOP)
        .build();
  }
}
