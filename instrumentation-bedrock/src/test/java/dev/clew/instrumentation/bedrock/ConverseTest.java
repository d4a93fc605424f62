// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static dev.clew.instrumentation.bedrock.FakeBedrock.toolUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Complete answers of the real clients. */
class ConverseTest {
  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();

  private static ConverseRequest request(String text) {
    return ConverseRequest.builder().modelId(MODEL).messages(Said.user(text)).build();
  }

  private static GenerationData data() {
    return SpanRecorder.data(weaving.spans().only(), GenerationData.class);
  }

  @Test
  void converse_isAGeneration() {
    server.converse("end_turn", text("Rome."));

    ConverseResponse answer =
        server
            .client()
            .converse(
                request ->
                    request
                        .modelId(MODEL)
                        .system(SystemContentBlock.fromText("Be brief."))
                        .messages(Said.user("Where to?"))
                        .inferenceConfig(
                            config -> config.maxTokens(50).temperature(0.5f).stopSequences("END")));

    assertThat(answer.output().message().content().get(0).text()).isEqualTo("Rome.");
    assertThat(weaving.tree()).hasToString("generation chat " + MODEL + "\n");
    assertThat(data())
        .isEqualTo(
            new GenerationData.Builder()
                .provider("aws.bedrock")
                .serverAddress(FakeBedrock.url())
                .requestModel(MODEL)
                .parameters(Map.of("max_tokens", 50, "temperature", 0.5f, "stop", List.of("END")))
                .input(
                    List.of(Message.text("system", "Be brief."), Message.text("user", "Where to?")))
                .output(List.of(Message.text("assistant", "Rome.")))
                .finishReasons(List.of("end_turn"))
                .usage(Usage.of(11, 7))
                .details(Map.of("latency_ms", 5L, "request_id", "request-1"))
                .build());
  }

  @Test
  void converseAsync_isAGeneration() {
    server.converse("end_turn", text("Rome."));

    ConverseResponse answer = server.async().converse(request("Where to?")).join();

    assertThat(answer.stopReasonAsString()).isEqualTo("end_turn");
    assertThat(data().output()).containsExactly(Message.text("assistant", "Rome."));
    assertThat(data().serverAddress()).isEqualTo(FakeBedrock.url());
  }

  @Test
  void error_failsWithItsStatusAndType() {
    server.error(400, "ValidationException");
    BedrockRuntimeClient client = server.client();

    assertThatThrownBy(() -> client.converse(request("Where to?")))
        .isInstanceOf(ValidationException.class);

    FinishedSpan span = weaving.spans().only();
    assertThat(span.error().type()).isEqualTo(ValidationException.class.getName());
    assertThat(span.attributes()).containsEntry("http.response.status_code", 400L);
    assertThat(data().details()).containsEntry("error_type", "ValidationException");
  }

  @Test
  void errorOfAnAsynchronousCall_isThatOfTheService() {
    server.error(400, "ValidationException");

    assertThatThrownBy(() -> server.async().converse(request("Where to?")).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ValidationException.class);

    assertThat(weaving.spans().only().error().type())
        .isEqualTo(ValidationException.class.getName());
  }

  @Test
  void retries_arePartOfTheCall() {
    server.error(429, "ThrottlingException").converse("end_turn", text("Rome."));

    server.client().converse(request("Where to?"));

    assertThat(server.requests()).hasSize(2);
    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void imagesAndReasoning_areParts() {
    server.converse(
        "end_turn",
        "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"s\"}}}",
        text("A cat."));

    server
        .client()
        .converse(
            request ->
                request
                    .modelId(MODEL)
                    .messages(
                        Said.user(
                            ContentBlock.fromImage(
                                image ->
                                    image
                                        .format(ImageFormat.PNG)
                                        .source(
                                            source ->
                                                source.bytes(SdkBytes.fromUtf8String("cat")))))));

    Part image = data().input().get(0).parts().get(0);
    assertThat(image)
        .isEqualTo(
            new Part.Media(
                "image",
                "image/png",
                null,
                3L,
                "77af778b51abd4a3c51c5ddd97204a9c3ae614ebccb75a606c3b6865aed6744e"));
    assertThat(data().output().get(0).parts()).contains(new Part.Text("A cat."));
  }

  @Test
  void tools_areInferred_andTheLoopIsOneTrace() {
    server.converse("tool_use", toolUse("t1", "fare", "{\"to\":\"Rome\"}"));
    server.converse("end_turn", text("90 euros."));
    BedrockRuntimeClient client = server.client();
    List<software.amazon.awssdk.services.bedrockruntime.model.Message> conversation =
        new ArrayList<>(List.of(Said.user("How much?")));
    ConverseRequest first = offering(conversation);

    conversation.add(client.converse(first).output().message());
    conversation.add(
        Said.toolResult("t1", ToolResultContentBlock.fromJson(Document.fromString("90"))));
    client.converse(offering(conversation));

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::traceId)
        .containsOnly(weaving.spans().spans().get(0).traceId());
    assertThat(
            SpanRecorder.data(weaving.spans().spans(SpanType.FUNCTION).get(0), FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "\"90\"", "t1", null, true));
    assertThat(weaving.tree())
        .hasToString(
            """
            generation chat %1$s
            function fare
            generation chat %1$s
            """
                .formatted(MODEL));
    GenerationData asked =
        SpanRecorder.data(weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class);
    assertThat(asked.tools())
        .containsExactly(
            new ToolDefinition("fare", "The price of a ticket.", Map.of("type", "object")));
    assertThat(asked.output())
        .containsExactly(
            Message.of("assistant", List.of(new Part.ToolCall("t1", "fare", "{\"to\":\"Rome\"}"))));
  }

  private static ConverseRequest offering(
      List<software.amazon.awssdk.services.bedrockruntime.model.Message> conversation) {
    Tool fare =
        Tool.fromToolSpec(
            spec ->
                spec.name("fare")
                    .description("The price of a ticket.")
                    .inputSchema(
                        schema ->
                            schema.json(
                                Document.mapBuilder().putString("type", "object").build())));
    return ConverseRequest.builder()
        .modelId(MODEL)
        .messages(conversation)
        .toolConfig(config -> config.tools(fare))
        .build();
  }

  @Test
  void underAFrameworksGeneration_onlyEnrichesIt() {
    server.converse("tool_use", toolUse("t1", "fare", "{}"));
    Span above =
        weaving
            .spans()
            .tracer()
            .start(
                SpanType.GENERATION,
                "chat framework",
                () -> new GenerationData.Builder().requestModel("framework").build());

    try (Scope ignored = Context.current().with(above).makeCurrent()) {
      server.client().converse(request("How much?"));
    }
    above.end();

    assertThat(weaving.tree()).hasToString("generation chat framework\n");
    assertThat(data().usage()).isEqualTo(Usage.of(11, 7));
    assertThat(data().serverAddress()).isEqualTo(FakeBedrock.url());
  }

  @Test
  void credentials_areNowhere() {
    server.converse("end_turn", text("Rome."));

    server.client().converse(request("Where to?"));

    FinishedSpan span = weaving.spans().only();
    assertThat(span.attributes() + data().toString())
        .doesNotContain(FakeBedrock.SECRET, "AKIDEXAMPLE", "Signature");
  }

  @Test
  void size_countsInlineMedia() {
    byte[] large = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    ConverseRequest request =
        ConverseRequest.builder()
            .modelId(MODEL)
            .messages(
                Said.user(
                    ContentBlock.fromImage(
                        image ->
                            image.source(source -> source.bytes(SdkBytes.fromByteArray(large))))))
            .build();

    assertThat(SdkSize.of(request)).isGreaterThan(100_000);
  }
}
