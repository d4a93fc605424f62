// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.message.Part;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.instrumentation.springai.library.Messages;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** A streamed answer so far. The library's chunks have pieces of text, but whole tool calls. */
final class StreamedAnswer {
  private static final int MAX_TOOL_CALLS = 256;

  private final StreamedText text = new StreamedText();
  private final List<AssistantMessage.ToolCall> toolCalls = new ArrayList<>(0);
  private String reasoning = "";
  private @Nullable String finishReason;
  private @Nullable ChatResponseMetadata metadata;

  synchronized void add(ChatResponse chunk) {
    for (Generation generation : LibraryObjects.generations(chunk)) {
      AssistantMessage message = generation.getOutput();
      text.add(message.getText());
      addReasoning(Messages.reasoning(message));
      for (AssistantMessage.ToolCall call : Values.copyOf(message.getToolCalls())) {
        if (toolCalls.size() < MAX_TOOL_CALLS) {
          toolCalls.add(call);
        }
      }
      String reason = ChatPayload.finishReason(generation);
      finishReason = reason != null ? reason : finishReason;
    }
    ChatResponseMetadata latest = ChatPayload.metadata(chunk);
    if (metadata == null || (latest != null && hasUsage(latest))) {
      metadata = latest;
    }
  }

  /** The last chunks have the usage; any chunk has the rest. */
  private static boolean hasUsage(ChatResponseMetadata metadata) {
    Usage usage = LibraryObjects.callableOrNull(metadata.getUsage());
    return usage != null && !Integer.valueOf(0).equals(usage.getTotalTokens());
  }

  /** Some versions repeat what came before in every chunk, others send only what is new. */
  private void addReasoning(@Nullable String piece) {
    if (piece != null) {
      String fresh = piece.startsWith(reasoning) ? piece.substring(reasoning.length()) : piece;
      text.addReasoning(fresh);
      reasoning = piece;
    }
  }

  synchronized @Nullable String finishReason() {
    return finishReason;
  }

  synchronized @Nullable ChatResponseMetadata metadata() {
    return metadata;
  }

  long dropped() {
    return text.dropped();
  }

  synchronized long retainedBytes() {
    return text.retainedBytes() + 512L * toolCalls.size();
  }

  /** Returns the answer so far; on the export thread. */
  synchronized List<Part> parts() {
    List<Part> parts = text.parts();
    toolCalls.forEach(call -> parts.add(Messages.of(call)));
    return parts;
  }
}
