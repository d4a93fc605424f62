// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.chunk;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Bodies in the formats of the models' makers. */
class InvokeTest {
  private static final String QUESTION =
      """
      {"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"system":"Be brief.",\
      "messages":[{"role":"user","content":"Where to?"}]}""";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();

  private static GenerationData data() {
    return SpanRecorder.data(weaving.spans().only(), GenerationData.class);
  }

  private String invoke(String model, String body) {
    return server
        .client()
        .invokeModel(request -> request.modelId(model).body(SdkBytes.fromUtf8String(body)))
        .body()
        .asUtf8String();
  }

  @Test
  void invokeModel_isAGeneration() {
    String answer =
        """
        {"id":"msg_1","model":"claude-x","role":"assistant","stop_reason":"end_turn",\
        "content":[{"type":"text","text":"Rome."}],\
        "usage":{"input_tokens":9,"cache_read_input_tokens":90,"output_tokens":3}}""";
    server.json(answer);

    assertThat(invoke("anthropic.claude-x", QUESTION)).isEqualTo(answer);

    assertThat(data())
        .isEqualTo(
            new GenerationData.Builder()
                .provider("aws.bedrock")
                .serverAddress(FakeBedrock.url())
                .requestModel("anthropic.claude-x")
                .responseModel("claude-x")
                .responseId("msg_1")
                .parameters(Map.of("anthropic_version", "bedrock-2023-05-31", "max_tokens", 50L))
                .input(
                    List.of(Message.text("system", "Be brief."), Message.text("user", "Where to?")))
                .output(List.of(Message.text("assistant", "Rome.")))
                .finishReasons(List.of("end_turn"))
                .usage(new Usage(99L, 3L, 102L, 90L, null, null, null, null, false))
                .details(Map.of("request_id", "request-1"))
                .build());
  }

  @Test
  void unknownFormat_hasTheTokensThatTheServiceCounts() {
    server.json(
        "{\"poem\":\"…\"}",
        Map.of("X-Amzn-Bedrock-Input-Token-Count", "4", "X-Amzn-Bedrock-Output-Token-Count", "5"));

    invoke("poet.sonnet-v1", "{\"topic\":\"Rome\"}");

    assertThat(data().usage()).isEqualTo(Usage.of(4, 5));
    assertThat(data().parameters()).containsEntry("topic", "Rome");
  }

  @Test
  void invokeModelStream_isAGeneration() {
    server.stream(
        chunk(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"claude-x\",\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}"),
        chunk(
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
        chunk(
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"To \"}}"),
        chunk(
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Rome.\"}}"),
        chunk(
            "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"fare\",\"input\":{}}}"),
        chunk(
            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}"),
        chunk(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":3}}"),
        chunk(
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":9,\"outputTokenCount\":3}}"));

    stream("anthropic.claude-x", QUESTION);

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
    assertThat(data().streamed()).isTrue();
    assertThat(data().responseId()).isEqualTo("m");
    assertThat(data().output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(new Part.Text("To Rome."), new Part.ToolCall("t1", "fare", "{}"))));
    assertThat(data().finishReasons()).containsExactly("tool_use");
    assertThat(data().usage()).isEqualTo(Usage.of(9, 3));
  }

  private void stream(String model, String body) {
    server
        .async()
        .invokeModelWithResponseStream(
            request -> request.modelId(model).body(SdkBytes.fromUtf8String(body)),
            InvokeModelWithResponseStreamResponseHandler.builder().subscriber(event -> {}).build())
        .join();
  }

  @Test
  void embeddings_areNumbersOnly() {
    server.json("{\"embedding\":[0.1,0.2,0.3],\"inputTextTokenCount\":4}");

    invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"Rome\"}");

    assertThat(SpanRecorder.data(weaving.spans().only(), EmbeddingData.class))
        .isEqualTo(
            new EmbeddingData(
                "aws.bedrock",
                "amazon.titan-embed-text-v2:0",
                null,
                3,
                1,
                new Usage(4L, null, null, null, null, null, null, null, false)));
  }

  @Test
  void embeddingsOfCohere_areOnePerText() {
    server.json(
        "{\"embeddings\":{\"float\":[[0.1,0.2],[0.3,0.4]]},\"id\":\"e\"}",
        Map.of("X-Amzn-Bedrock-Input-Token-Count", "6"));

    invoke("cohere.embed-english-v3", "{\"texts\":[\"a\",\"b\"],\"input_type\":\"search_query\"}");

    EmbeddingData data = SpanRecorder.data(weaving.spans().only(), EmbeddingData.class);
    assertThat(data.dimensions()).isEqualTo(2);
    assertThat(data.inputs()).isEqualTo(2);
    assertThat(data.usage().input()).isEqualTo(6L);
  }

  private static final String NOVA =
      "{'output':{'message':{'content':[{'text':'Rome.'}]}},'stopReason':'end_turn','usage':{'inputTokens':9,'outputTokens':3}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Nova|" + NOVA,
        "Titan|{'inputTextTokenCount':9,'results':[{'tokenCount':3,'outputText':'Rome.','completionReason':'end_turn'}]}",
        "Llama|{'generation':'Rome.','prompt_token_count':9,'generation_token_count':3,'stop_reason':'end_turn'}",
        "Mistral text|{'outputs':[{'text':'Rome.','stop_reason':'end_turn'}],'amazon-bedrock-invocationMetrics':{'inputTokenCount':9,'outputTokenCount':3}}",
        "Mistral chat|{'choices':[{'message':{'content':'Rome.'},'finish_reason':'end_turn'}],'usage':{'prompt_tokens':9,'completion_tokens':3,'total_tokens':12}}",
        "Cohere|{'generation_id':'g','text':'Rome.','finish_reason':'end_turn','usage':{'input_tokens':9,'output_tokens':3}}",
        "Command|{'generations':[{'text':'Rome.','finish_reason':'end_turn'}],'usage':{'input_tokens':9,'output_tokens':3}}",
        "Claude 2|{'completion':'Rome.','stop_reason':'end_turn','usage':{'input_tokens':9,'output_tokens':3}}"
      })
  void answerOfAFamily_isRead(String family, String json) {
    Answer answer = new Answer(parsed(json), null);

    assertThat(answer.messages()).containsExactly(Message.text("assistant", "Rome."));
    assertThat(answer.finishReasons()).containsExactly("end_turn");
    assertThat(answer.usage()).isEqualTo(Usage.of(9, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Nova|{'messageStart':{'role':'assistant'}}|{'contentBlockDelta':{'delta':{'text':'Ro'},'contentBlockIndex':0}}|{'contentBlockDelta':{'delta':{'text':'me.'},'contentBlockIndex':0}}|{'messageStop':{'stopReason':'end'}}",
        "Titan|{}|{'outputText':'Ro','index':0}|{'outputText':'me.','completionReason':'end'}|{}",
        "Llama|{}|{'generation':'Ro'}|{'generation':'me.','stop_reason':null}|{'generation':'','stop_reason':'end'}",
        "Mistral text|{}|{'outputs':[{'text':'Ro','stop_reason':null}]}|{'outputs':[{'text':'me.','stop_reason':'end'}]}|{}",
        "Mistral chat|{}|{'choices':[{'message':{'content':'Ro'}}]}|{'choices':[{'delta':{'content':'me.'},'finish_reason':'end'}]}|{}",
        "Cohere|{'is_finished':false,'event_type':'stream-start'}|{'event_type':'text-generation','text':'Ro'}|{'event_type':'text-generation','text':'me.'}|{'event_type':'stream-end','finish_reason':'end'}"
      })
  void streamOfAFamily_isJoined(
      String family, String first, String second, String third, String fourth) {
    String metrics =
        "{'amazon-bedrock-invocationMetrics':{'inputTokenCount':9,'outputTokenCount':3}}";

    Answer answer =
        new Answer(
            StreamedAnswer.joined(
                List.of(first, second, third, fourth, metrics).stream()
                    .map(InvokeTest::parsed)
                    .toList()),
            null);

    assertThat(answer.messages()).containsExactly(Message.text("assistant", "Rome."));
    assertThat(answer.finishReasons()).containsExactly("end");
    assertThat(answer.usage()).isEqualTo(Usage.of(9, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Nova|{'messages':[{'role':'user','content':[{'text':'Hi'}]}],'inferenceConfig':{'max_new_tokens':9}}",
        "Titan|{'inputText':'Hi','textGenerationConfig':{'maxTokenCount':9}}",
        "Llama|{'prompt':'Hi','max_gen_len':9}",
        "Mistral|{'messages':[{'role':'user','content':'Hi'}],'max_tokens':9}",
        "Cohere|{'message':'Hi','max_tokens':9}"
      })
  void requestOfAFamily_isRead(String family, String json) {
    Question question = new Question(parsed(json));

    assertThat(question.messages()).containsExactly(Message.text("user", "Hi"));
    assertThat(question.parameters()).isEqualTo(Map.of("max_tokens", 9L));
  }

  private static dev.clew.kit.value.JsonTree parsed(String json) {
    return SdkJson.parse(json.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void nameOfAProfileOrModel_isWithoutTheArnAroundIt() {
    String arn = "arn:aws:bedrock:us-east-1:123456789012:";

    assertThat(new ModelName(arn + "inference-profile/us.amazon.nova-lite-v1:0").name())
        .isEqualTo("us.amazon.nova-lite-v1:0");
    assertThat(new ModelName(arn + "provisioned-model/abc").name())
        .isEqualTo(arn + "provisioned-model/abc");
  }
}
