// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Safe access to requests and responses, which applications can subclass and mock. */
public final class Exchanges {
  private Exchanges() {}

  /** Returns the messages of {@code request}; empty if it must not be called. */
  public static List<ChatMessage> messages(ChatRequest request) {
    List<ChatMessage> messages = LibraryObjects.mayCall(request) ? request.messages() : null;
    return messages == null ? List.of() : messages;
  }

  /** Returns the parameters of {@code request}, or null if they must not be called. */
  public static @Nullable ChatRequestParameters parameters(ChatRequest request) {
    return LibraryObjects.mayCall(request)
        ? LibraryObjects.callableOrNull(request.parameters())
        : null;
  }

  /** Returns the model's answer, or null if there is none that may be called. */
  public static @Nullable AiMessage answer(@Nullable ChatResponse response) {
    return response != null && LibraryObjects.mayCall(response)
        ? LibraryObjects.callableOrNull(response.aiMessage())
        : null;
  }
}
