// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.functionCall;
import static dev.clew.instrumentation.googlegenai.FakeGemini.text;
import static dev.clew.instrumentation.googlegenai.FakeGemini.thought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.AsyncModels;
import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real client, woven, talks to a server that answers in the provider's wire format. */
class GenerateContentTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleGenAiModule());

  private static final Payload AGENT = () -> new CustomData("agent", Map.of());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  private static FinishedSpan only() {
    return weaving.spans().only();
  }

  private static GenerationData data() {
    return SpanRecorder.data(only(), GenerationData.class);
  }

  private void prepareAnswer() {
    server.answer(
        thought("Hm."), text("To Rome."), functionCall("call_1", "fare", "{\"to\":\"Rome\"}"));
  }

  private void assertIsAnswer() {
    FinishedSpan span = weaving.spans().spans(SpanType.GENERATION).get(0);
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.name()).isEqualTo("chat gemini-x");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(data.provider()).isEqualTo("gcp.gemini");
    assertThat(data.serverAddress()).isEqualTo(server.url());
    assertThat(data.requestModel()).isEqualTo("gemini-x");
    assertThat(data.responseModel()).isEqualTo("gemini-x-001");
    assertThat(data.responseId()).isIn("resp_1", null); // 1.0 drops it
    assertThat(data.streamed()).isFalse();
    assertThat(data.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new dev.clew.api.message.Part.Reasoning("Hm."),
                    new dev.clew.api.message.Part.Text("To Rome."),
                    new dev.clew.api.message.Part.ToolCall(
                        "call_1", "fare", "{\"to\":\"Rome\"}"))));
    assertThat(data.finishReasons()).containsExactly("STOP");
    // Thoughts are beside the candidates' five tokens.
    assertThat(data.usage())
        .isEqualTo(new Usage(131L, 7L, 138L, 100L, null, 2L, null, null, false));
    assertThat(data.details()).isEmpty();
  }

  @Test
  void generateContent_isAGeneration() {
    prepareAnswer();

    assertThat(client.models.generateContent("gemini-x", "Where to?", null).text())
        .isEqualTo("To Rome.");

    assertIsAnswer();
  }

  @Test
  void generateContentAsync_isAGeneration() throws Exception {
    prepareAnswer();

    assertThat(client.async.models.generateContent("gemini-x", "Where to?", null).get().text())
        .isEqualTo("To Rome.");

    assertIsAnswer();
  }

  @Test
  void chat_isAGenerationPerMessage_withTheConversationBefore() {
    server.answer(text("Hello.")).answer(text("Rome."));
    var chat = client.chats.create("gemini-x");

    chat.sendMessage("Hi");
    chat.sendMessage("Where to?");

    assertThat(weaving.tree()).hasToString("generation chat gemini-x\ngeneration chat gemini-x\n");
    FinishedSpan second = weaving.spans().spans(SpanType.GENERATION).get(1);
    assertThat(SpanRecorder.data(second, GenerationData.class).input())
        .containsExactly(
            Message.text("user", "Hi"),
            Message.text("assistant", "Hello."),
            Message.text("user", "Where to?"));
  }

  @Test
  void config_becomesParametersInstructionsAndTools() {
    prepareAnswer();
    GenerateContentConfig config =
        GenerateContentConfig.builder()
            .temperature(0.5f)
            .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
            .httpOptions(HttpOptions.builder().headers(Map.of("x-secret", "secret")).build())
            .tools(
                List.of(
                    Tool.builder()
                        .functionDeclarations(
                            List.of(
                                FunctionDeclaration.builder()
                                    .name("fare")
                                    .description("The fare")
                                    .build()))
                        .build()))
            .build();

    client.models.generateContent("gemini-x", "Where to?", config);

    GenerationData data = data(weaving.spans().spans(SpanType.GENERATION).get(0));
    assertThat(data.parameters()).isEqualTo(Map.of("temperature", 0.5f));
    assertThat(data.input().get(0)).isEqualTo(Message.text("system", "Be brief."));
    assertThat(data.tools()).containsExactly(new ToolDefinition("fare", "The fare", null));
    assertThat(data.toString()).doesNotContain("secret");
  }

  private static GenerationData data(FinishedSpan span) {
    return SpanRecorder.data(span, GenerationData.class);
  }

  @Test
  void inlineImage_isTypeSizeAndHash() {
    prepareAnswer();
    byte[] image = "pixels".getBytes(StandardCharsets.UTF_8);
    Content content =
        Content.fromParts(
            Part.fromText("What is it?"),
            Part.fromBytes(image, "image/png"),
            Part.fromUri("gs://bucket/a.pdf", "application/pdf"));

    client.models.generateContent("gemini-x", content, null);

    GenerationData data = data(weaving.spans().spans(SpanType.GENERATION).get(0));
    assertThat(data.input().get(0).parts())
        .containsExactly(
            new dev.clew.api.message.Part.Text("What is it?"),
            new dev.clew.api.message.Part.Media(
                "image",
                "image/png",
                null,
                6L,
                "6ec9c2b0eb14010746c8bce8939303b382344b296206612eb8a907a37b2b2f37"),
            new dev.clew.api.message.Part.Media(
                "document", "application/pdf", "gs://bucket/a.pdf", null, null));
  }

  @Test
  void contents_changedAfterTheCall_areRecordedAsSent() {
    server.answer(text("Rome."));
    List<Part> parts = new ArrayList<>(List.of(Part.fromText("Where to?")));
    List<Content> contents =
        new ArrayList<>(List.of(Content.builder().role("user").parts(parts).build()));

    client.models.generateContent("gemini-x", contents, null);
    parts.set(0, Part.fromText("changed"));
    contents.clear();

    assertThat(data().input()).containsExactly(Message.text("user", "Where to?"));
  }

  @Test
  void error_isTheLibrarysException_withStatusAndName() {
    server.error(403, "PERMISSION_DENIED");

    assertThatThrownBy(() -> client.models.generateContent("gemini-x", "Hi", null))
        .isInstanceOf(ClientException.class);

    FinishedSpan span = only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error().type()).isEqualTo("com.google.genai.errors.ClientException");
    assertThat(span.attributes()).containsEntry("http.response.status_code", 403L);
    // Older versions have the reason of the status line instead.
    assertThat(data().details().get("error_type")).isIn("PERMISSION_DENIED", "Forbidden");
    assertThat(data().input()).containsExactly(Message.text("user", "Hi"));
  }

  @Test
  void errorOfAnAsynchronousCall_isUnwrapped() {
    server.error(403, "PERMISSION_DENIED");

    assertThatThrownBy(() -> client.async.models.generateContent("gemini-x", "Hi", null).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClientException.class);

    assertThat(only().error().type()).isEqualTo("com.google.genai.errors.ClientException");
  }

  @Test
  void blockedPrompt_isACompleteAnswerWithItsReason() {
    server.json("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"modelVersion\":\"m\"}");

    client.models.generateContent("gemini-x", "Hi", null);

    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    assertThat(data().output()).isEmpty();
    assertThat(data().details()).hasToString("{promptFeedback={blockReason=SAFETY}}");
  }

  @Test
  void callBelowAFrameworksGeneration_enrichesIt() {
    prepareAnswer();
    GenerationData framework = new GenerationData.Builder().requestModel("gemini-x").build();
    Span outer = weaving.spans().tracer().start(SpanType.GENERATION, "chat", () -> framework);
    try (Scope ignored = Context.current().with(outer).makeCurrent()) {
      client.models.generateContent("gemini-x", "Where to?", null);
    }
    outer.end();

    assertThat(weaving.tree()).hasToString("generation chat\n");
    assertThat(data().usage().cachedInput()).isEqualTo(100L);
    assertThat(data().responseModel()).isEqualTo("gemini-x-001");
  }

  @Test
  void contextOfTheCaller_isCurrentInItsContinuations() throws Exception {
    Assumptions.assumeTrue(
        Arrays.stream(AsyncModels.class.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals("privateGenerateContent")),
        "older versions call the blocking client on another thread");
    server.answer(text("Rome."));
    Span agent = weaving.spans().tracer().start(SpanType.CUSTOM, "agent", AGENT);
    Span[] seen = new Span[1];
    try (Scope ignored = Context.current().with(agent).makeCurrent()) {
      var unused =
          client
              .async
              .models
              .generateContent("gemini-x", "Hi", null)
              .thenAccept(answer -> seen[0] = Context.current().span())
              .get();
    }
    agent.end();

    assertThat(seen[0]).isSameAs(agent);
  }
}
