// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Providers;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message's span: request and answer by reference, a stream's text as it arrives.
 */
final class MessagePayload implements CallPayload {
  private final MessageCreateParams params;
  private final @Nullable MessageChunks chunks;
  private volatile @Nullable Object result;

  MessagePayload(MessageCreateParams params, boolean streamed) {
    this.params = params;
    this.chunks = streamed ? new MessageChunks() : null;
  }

  @Override
  public void result(Object answer) {
    result = answer;
  }

  @Override
  public void chunk(Object chunk) {
    if (chunks != null) {
      chunks.add(chunk);
    }
  }

  @Override
  public boolean isStreamed() {
    return chunks != null;
  }

  @Override
  public boolean isComplete() {
    return chunks != null && chunks.isComplete();
  }

  @Override
  public long retainedBytes() {
    return 8_192 + (chunks == null ? 0 : chunks.retainedBytes());
  }

  @Override
  public GenerationData render() {
    JsonTree asked = read(params._body());
    Object whole = result;
    JsonTree answer = whole != null ? read(whole) : chunks == null ? JsonTree.EMPTY : chunks.seal();
    List<Part> said = parts(answer);
    String reason = answer.text("stop_reason");
    return Usages.orEstimate(
        new GenerationData.Builder()
            .provider(Providers.ANTHROPIC)
            .requestModel(asked.text("model"))
            .responseModel(answer.text("model"))
            .responseId(answer.text("id"))
            .streamed(isStreamed())
            .parameters(asked.without(Set.of("model", "messages", "tools", "stream")))
            .input(
                asked.objects("messages").stream()
                    .map(each -> Message.of(each.textOrEmpty("role"), parts(each)))
                    .toList())
            .output(said.isEmpty() ? List.of() : List.of(Message.of("assistant", said)))
            .finishReasons(reason == null ? List.of() : List.of(reason))
            .usage(usage(answer.object("usage")))
            .build());
  }

  static JsonTree read(Object libraryObject) {
    return JsonTree.of(ObjectMappers.jsonMapper().convertValue(libraryObject, Object.class));
  }

  private static List<Part> parts(JsonTree message) {
    List<Part> parts = new ArrayList<>();
    String text = message.text("content");
    if (text != null) {
      parts.add(new Part.Text(text));
    }
    for (JsonTree block : message.objects("content")) {
      String type = block.textOrEmpty("type");
      parts.add(
          switch (type) {
            case "text" -> new Part.Text(block.textOrEmpty("text"));
            case "thinking" -> new Part.Reasoning(block.textOrEmpty("thinking"));
            case "tool_use" ->
                new Part.ToolCall(
                    block.text("id"),
                    block.textOrEmpty("name"),
                    "" + JsonWriter.textOrJson(block.values().get("input")));
            case "tool_result" ->
                new Part.ToolResult(block.text("tool_use_id"), block.joinedText("content"));
            default -> new Part.Other(type, null);
          });
    }
    return parts;
  }

  private static @Nullable Usage usage(JsonTree usage) {
    return usage.number("input_tokens") == null
        ? null
        : Usages.withCacheApart(
            usage.number("input_tokens"),
            usage.number("output_tokens"),
            null,
            usage.number("cache_read_input_tokens"),
            usage.number("cache_creation_input_tokens"),
            null);
  }
}
