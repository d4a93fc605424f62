// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.kit.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * What a prompt contains when the model is called. Lists and options are copied at once, because
 * the application may change them for its next call.
 */
record ChatRequest(
    List<Message> messages, @Nullable String model, Map<String, @Nullable Object> parameters) {
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "getTemperature", "temperature",
          "getTopP", "top_p",
          "getTopK", "top_k",
          "getMaxTokens", "max_tokens",
          "getFrequencyPenalty", "frequency_penalty",
          "getPresencePenalty", "presence_penalty",
          "getStopSequences", "stop");

  static ChatRequest of(Prompt prompt) {
    Object options = LibraryObjects.READER.read(prompt, "getOptions");
    return new ChatRequest(
        LibraryObjects.mayCall(prompt) ? Values.copyOf(prompt.getInstructions()) : List.of(),
        LibraryObjects.READER.text(options, "getModel"),
        LibraryObjects.READER.values(options, PARAMETERS));
  }
}
