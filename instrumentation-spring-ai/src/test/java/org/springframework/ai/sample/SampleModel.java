// SPDX-License-Identifier: Apache-2.0
package org.springframework.ai.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SampleMessages;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A provider's model as the library's own are in 1.x, in every version: it runs the tools itself,
 * calls itself again with their results, and adds up the tokens of all rounds.
 */
public class SampleModel implements ChatModel {
  private final ToolCallingManager tools = ToolCallingManager.builder().build();
  private final Deque<Object> answers = new ArrayDeque<>();
  private final boolean runsTools;
  private int calls;

  public SampleModel(boolean runsTools) {
    this.runsTools = runsTools;
  }

  /** Adds an answer: a text, an exception, or tool calls written {@code name arguments}. */
  public SampleModel answer(Object... answer) {
    answers.add(answer.length == 1 ? answer[0] : answer);
    return this;
  }

  public int calls() {
    return calls;
  }

  @SuppressWarnings("removal") // older versions have no other
  @Override
  public ChatOptions getDefaultOptions() {
    return options();
  }

  @Override
  public ChatOptions getOptions() {
    return options();
  }

  private static ChatOptions options() {
    return ToolCallingChatOptions.builder().model("sample-1").temperature(0.5).build();
  }

  /** As the providers do: the prompt with all options, of a class that has tools. */
  private static Prompt merged(Prompt prompt) {
    if (prompt.getOptions() instanceof ToolCallingChatOptions) {
      return prompt;
    }
    return new Prompt(prompt.getInstructions(), options());
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    return internalCall(merged(prompt), null);
  }

  private ChatResponse internalCall(Prompt prompt, ChatResponse previous) {
    ChatResponse response = next(prompt, previous);
    if (!runsTools || !response.hasToolCalls()) {
      return response;
    }
    ToolExecutionResult result = tools.executeToolCalls(prompt, response);
    return internalCall(new Prompt(result.conversationHistory(), prompt.getOptions()), response);
  }

  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    return internalStream(merged(prompt), null);
  }

  private Flux<ChatResponse> internalStream(Prompt prompt, ChatResponse previous) {
    return Flux.defer(
        () -> {
          ChatResponse response = next(prompt, previous);
          if (runsTools && response.hasToolCalls()) {
            return Flux.just(response)
                .concatMap(
                    requested ->
                        Flux.defer(
                                () -> {
                                  ToolExecutionResult result =
                                      tools.executeToolCalls(prompt, requested);
                                  return internalStream(
                                      new Prompt(result.conversationHistory(), prompt.getOptions()),
                                      requested);
                                })
                            .subscribeOn(Schedulers.boundedElastic()));
          }
          return pieces(response);
        });
  }

  private static Flux<ChatResponse> pieces(ChatResponse whole) {
    AssistantMessage message = whole.getResult().getOutput();
    if (message.hasToolCalls() || message.getText().length() < 4) {
      return Flux.just(whole);
    }
    String text = message.getText();
    return Flux.just(
        new ChatResponse(List.of(new Generation(new AssistantMessage(text.substring(0, 3))))),
        new ChatResponse(
            List.of(
                new Generation(
                    new AssistantMessage(text.substring(3)), whole.getResult().getMetadata())),
            whole.getMetadata()));
  }

  private ChatResponse next(Prompt prompt, ChatResponse previous) {
    ChatModelObservationContext.builder().prompt(prompt).provider("sample").build();
    if (prompt.getOptions() instanceof ToolCallingChatOptions options) {
      tools.resolveToolDefinitions(options);
    }
    calls++;
    Object answer = answers.remove();
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
    int before = previous == null ? 0 : previous.getMetadata().getUsage().getPromptTokens();
    int beforeOut = previous == null ? 0 : previous.getMetadata().getUsage().getCompletionTokens();
    boolean requests = answer instanceof Object[];
    AssistantMessage message =
        requests ? requesting((Object[]) answer) : SampleMessages.assistant((String) answer);
    return new ChatResponse(
        List.of(
            new Generation(
                message,
                ChatGenerationMetadata.builder()
                    .finishReason(requests ? "TOOL_CALLS" : "STOP")
                    .build())),
        ChatResponseMetadata.builder()
            .id("response-" + calls)
            .model("sample-1-2026")
            .usage(new DefaultUsage(before + 10, beforeOut + 2, before + beforeOut + 12))
            .build());
  }

  private static AssistantMessage requesting(Object[] calls) {
    AssistantMessage.ToolCall[] requested = new AssistantMessage.ToolCall[calls.length / 2];
    for (int i = 0; i < requested.length; i++) {
      requested[i] =
          new AssistantMessage.ToolCall(
              "call-" + (i + 1), "function", (String) calls[2 * i], (String) calls[2 * i + 1]);
    }
    return SampleMessages.assistant("", requested);
  }
}
