// SPDX-License-Identifier: Apache-2.0
package io.agentscope.sample;

import io.agentscope.core.message.ContentBlock;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.message.ThinkingBlock;
import io.agentscope.core.message.ToolUseBlock;
import io.agentscope.core.model.ChatModelBase;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.model.ChatUsage;
import io.agentscope.core.model.GenerateOptions;
import io.agentscope.core.model.ToolSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;

/** A model with prepared answers, in a package of the library's as its own models are. */
public class SampleModel extends ChatModelBase {
  private final Deque<Flux<ChatResponse>> answers = new ArrayDeque<>();
  private final List<List<Msg>> requests = new ArrayList<>();

  /** Adds an answer of one or more chunks. */
  public final SampleModel answers(ChatResponse... chunks) {
    return answers(Flux.fromArray(chunks));
  }

  public final SampleModel answers(Flux<ChatResponse> chunks) {
    answers.add(chunks);
    return this;
  }

  /** Returns the requests that have been sent. */
  public final List<List<Msg>> requests() {
    return requests;
  }

  @Override
  protected Flux<ChatResponse> doStream(
      List<Msg> messages, List<ToolSchema> tools, GenerateOptions options) {
    return Flux.defer(
        () -> {
          requests.add(List.copyOf(messages));
          return answers.remove();
        });
  }

  @Override
  public String getModelName() {
    return "sample-1";
  }

  /** A complete answer. */
  public static ChatResponse text(String text) {
    return chunk("stop", ChatUsage.builder().inputTokens(11).outputTokens(7), block(text));
  }

  /** A piece of a streamed answer. */
  public static ChatResponse piece(String text) {
    return chunk(null, null, block(text));
  }

  /** A piece of the model's reasoning. */
  public static ChatResponse thought(String text) {
    return chunk(null, null, ThinkingBlock.builder().thinking(text).build());
  }

  /** A piece of a tool call, as a provider sends it. */
  public static ChatResponse call(String id, String name, String arguments) {
    ToolUseBlock piece =
        ToolUseBlock.builder().id(id).name(name).input(Map.of()).content(arguments).build();
    return chunk(null, null, piece);
  }

  /** An answer that requests tools, each with an id that is its name. */
  public static ChatResponse tools(String... names) {
    ContentBlock[] calls =
        Arrays.stream(names)
            .map(name -> tool(name, Map.of("city", "Rome")))
            .toArray(ContentBlock[]::new);
    return chunk("tool_calls", null, calls);
  }

  /** A tool call with arguments. */
  public static ToolUseBlock tool(String name, Map<String, Object> input) {
    return ToolUseBlock.builder()
        .id("call-" + name)
        .name(name)
        .input(input)
        .content(input.isEmpty() ? "{}" : "{\"city\":\"Rome\"}")
        .build();
  }

  private static TextBlock block(String text) {
    return TextBlock.builder().text(text).build();
  }

  private static ChatResponse chunk(
      String reason, ChatUsage.Builder usage, ContentBlock... blocks) {
    return ChatResponse.builder()
        .id("answer-1")
        .content(List.of(blocks))
        .usage(usage == null ? null : usage.build())
        .finishReason(reason)
        .build();
  }
}
