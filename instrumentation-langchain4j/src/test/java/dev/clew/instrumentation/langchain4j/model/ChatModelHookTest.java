// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.kit.call.OperationHook;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatModelHookTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final ChatModelHook hook =
      new ChatModelHook(spans.tracer(), new ToolLoops(), new ModelInfos());
  private final ChatModel gpt =
      OpenAiChatModel.builder().apiKey("none").modelName("gpt-4o").temperature(0.2).build();

  /** An application's model without any description of itself. */
  private static final class Own implements ChatModel {}

  private static ChatRequest asking(String question) {
    return ChatRequest.builder().messages(UserMessage.from(question)).build();
  }

  private static ChatResponse answering(String answer) {
    return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
  }

  @Test
  void answerWithoutUsage_isEstimated() {
    ChatRequest request = asking("What is the fare?");
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, request));
    hook.exit(state, answering("It is 90 euros."), null);

    assertThat(spans.only(GenerationData.class).usage())
        .isEqualTo(new Usage(11L, 4L, 15L, null, null, null, null, null, true));
  }

  @Test
  void outline_namesTheModel_withoutTheConversation() {
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, asking("My secret?")));
    hook.exit(state, answering("Kept."), null);

    assertThat(spans.only().payload().outline())
        .isEqualTo(
            new GenerationData.Builder()
                .provider("openai")
                .requestModel("gpt-4o")
                .streamed(false)
                .build());
  }

  @Test
  void call_isOneGenerationWithEverythingTheLibraryKnows() {
    ChatRequest request =
        ChatRequest.builder()
            .messages(
                SystemMessage.from("Be brief."),
                UserMessage.from("What is the fare?"),
                AiMessage.from(call("c0", "{}")),
                ToolExecutionResultMessage.from("c0", "fare", "90"))
            .modelName("gpt-4o")
            .temperature(0.2)
            .maxOutputTokens(100)
            .stopSequences(List.of("END"))
            .toolSpecifications(
                ToolSpecification.builder()
                    .name("fare")
                    .description("looks a fare up")
                    .parameters(JsonObjectSchema.builder().addStringProperty("to").build())
                    .build())
            .build();
    ChatResponse response =
        ChatResponse.builder()
            .aiMessage(
                AiMessage.builder()
                    .thinking("cheap")
                    .text("wait")
                    .toolExecutionRequests(List.of(call("c1", "{\"to\":\"Rome\"}")))
                    .build())
            .metadata(
                OpenAiChatResponseMetadata.builder()
                    .id("resp-1")
                    .modelName("gpt-4o-2024")
                    .systemFingerprint("fp")
                    .finishReason(FinishReason.TOOL_EXECUTION)
                    .tokenUsage(
                        OpenAiTokenUsage.builder()
                            .inputTokenCount(10)
                            .inputTokensDetails(
                                OpenAiTokenUsage.InputTokensDetails.builder()
                                    .cachedTokens(4)
                                    .build())
                            .outputTokenCount(5)
                            .outputTokensDetails(
                                OpenAiTokenUsage.OutputTokensDetails.builder()
                                    .reasoningTokens(3)
                                    .build())
                            .totalTokenCount(15)
                            .build())
                    .build())
            .build();

    hook.exit(hook.enter(new Call(gpt, request)), response, null);

    FinishedSpan span = spans.only();
    assertThat(span.name()).isEqualTo("chat gpt-4o");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only(GenerationData.class))
        .isEqualTo(
            new GenerationData(
                "openai",
                null,
                "gpt-4o",
                "gpt-4o-2024",
                "resp-1",
                false,
                Map.of("temperature", 0.2, "max_tokens", 100, "stop", List.of("END")),
                List.of(
                    Message.text("system", "Be brief."),
                    Message.text("user", "What is the fare?"),
                    Message.of("assistant", List.of(new Part.ToolCall("c0", "fare", "{}"))),
                    new Message("tool", List.of(new Part.ToolResult("c0", "90")), "fare")),
                List.of(
                    Message.of(
                        "assistant",
                        List.of(
                            new Part.Reasoning("cheap"),
                            new Part.Text("wait"),
                            new Part.ToolCall("c1", "fare", "{\"to\":\"Rome\"}")))),
                List.of(
                    new ToolDefinition(
                        "fare",
                        "looks a fare up",
                        Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("to", Map.of("type", "string")),
                            "required",
                            List.of()))),
                List.of("tool_calls"),
                new Usage(10L, 5L, 15L, 4L, null, 3L, null, null, false),
                Map.of("system_fingerprint", "fp")));
  }

  private static ToolExecutionRequest call(String id, String arguments) {
    return ToolExecutionRequest.builder().id(id).name("fare").arguments(arguments).build();
  }

  @Test
  void doChat_ofTheSameModel_refreshesTheRequestOfTheOneSpan() {
    OperationHook.State<ChatPayload> chat = hook.enter(new Call(gpt, asking("hi")));
    ChatRequest merged = asking("hi").toBuilder().temperature(0.7).build();

    OperationHook.State<ChatPayload> doChat = hook.enter(new Call(gpt, merged));
    hook.exit(chat, answering("hello"), null);

    assertThat(doChat.scope()).isNull();
    assertThat(spans.only().name()).isEqualTo("chat gpt-4o");
    assertThat(spans.only(GenerationData.class).parameters()).isEqualTo(Map.of("temperature", 0.7));
  }

  @Test
  void modelThatPassesTheCallOn_isCustomAboveTheGeneration() {
    ChatModel router = new Own();
    OperationHook.State<ChatPayload> outer = hook.enter(new Call(router, asking("hi")));
    hook.exit(hook.enter(new Call(gpt, asking("hi"))), answering("hello"), null);
    hook.exit(outer, answering("hello"), null);

    FinishedSpan inner = spans.spans().get(0);
    FinishedSpan passing = spans.spans().get(1);
    assertThat(inner.parentId()).isEqualTo(passing.spanId());
    assertThat(SpanRecorder.data(inner, GenerationData.class).requestModel()).isEqualTo("gpt-4o");
    assertThat(SpanRecorder.data(passing, CustomData.class))
        .isEqualTo(
            new CustomData(
                "ChatModelHookTest$Own",
                Map.of(
                    "model_class",
                    "ChatModelHookTest$Own",
                    "input",
                    List.of("user: hi"),
                    "output",
                    "hello")));
  }

  @Test
  void callThatThrows_isFailedAndKeepsItsInput() {
    RuntimeException thrown = new IllegalStateException("model down");

    hook.exit(hook.enter(new Call(new Own(), asking("hi"))), null, thrown);

    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, thrown));
    assertThat(spans.only(GenerationData.class).input())
        .isEqualTo(List.of(Message.text("user", "hi")));
  }

  @Test
  void span_isCurrentWhileTheModelRuns_andNotAfter() {
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, asking("hi")));
    assertThat(Context.current().span()).isNotNull();
    assertThat(Context.current().span().type()).isEqualTo(SpanType.GENERATION);

    hook.exit(state, answering("hello"), null);

    assertThat(Context.current().span()).isNull();
  }

  @Test
  void proxyOfAModel_isLeftToTheModelBehindIt() {
    ChatModel proxy =
        (ChatModel)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ChatModel.class},
                (self, method, arguments) -> null);

    assertThat(hook.enter(new Call(proxy, asking("hi")))).isNull();
    assertThat(spans.spans()).isEmpty();
  }

  @Test
  void modelThatRefusesToDescribeItself_isTracedByItsClass() {
    ChatModel shy =
        new ChatModel() {
          @Override
          public dev.langchain4j.model.ModelProvider provider() {
            throw new UnsupportedOperationException();
          }

          @Override
          public dev.langchain4j.model.chat.request.ChatRequestParameters
              defaultRequestParameters() {
            throw new UnsupportedOperationException();
          }
        };

    hook.exit(hook.enter(new Call(shy, asking("hi"))), answering("hello"), null);

    assertThat(spans.only().name()).isEqualTo("chat ChatModelHookTest$1");
    assertThat(spans.only(GenerationData.class).provider()).isNull();
  }
}
