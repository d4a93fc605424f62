// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTrace;

/** Guardrails, which the service applies to a call or when asked; since 2.26. */
class GuardrailTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();

  private static GuardrailData guardrail() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.GUARDRAIL).get(0), GuardrailData.class);
  }

  private void converse() {
    server
        .client()
        .converse(
            request ->
                request
                    .modelId("m")
                    .messages(Said.user("Hi"))
                    .guardrailConfig(
                        config ->
                            config
                                .guardrailIdentifier("gr-1")
                                .guardrailVersion("2")
                                .trace(GuardrailTrace.ENABLED)));
  }

  @Test
  void guardrailOfACall_isBelowIt() {
    server.json(
        """
        {"output":{"message":{"role":"assistant","content":[{"text":"No."}]}},\
        "stopReason":"guardrail_intervened","usage":{"inputTokens":0,"outputTokens":0,\
        "totalTokens":0},"metrics":{"latencyMs":5},"trace":{"guardrail":{"inputAssessment":\
        {"gr-1":{"topicPolicy":{"topics":[{"name":"finance","type":"DENY",\
        "action":"BLOCKED"}]}}}}}}""");

    converse();

    assertThat(weaving.tree()).hasToString("generation chat m\n  guardrail gr-1\n");
    assertThat(guardrail().triggered()).isTrue();
    assertThat(guardrail().details()).containsEntry("version", "2").containsKey("inputAssessment");
    assertThat(
            SpanRecorder.data(
                    weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class)
                .details())
        .doesNotContainKey("trace");
  }

  @Test
  void guardrailThatLetsACallPass_isNotTriggered() {
    server.converse("end_turn", FakeBedrock.text("Hi."));

    converse();

    assertThat(guardrail()).isEqualTo(new GuardrailData("gr-1", false, Map.of("version", "2")));
  }

  @Test
  void guardrailOfInvokeModel_isReadFromTheBody() {
    server.json(
        "{\"completion\":\"No.\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\","
            + "\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"gr-1\":{}}}}}");

    server
        .client()
        .invokeModel(
            request ->
                request
                    .modelId("m")
                    .guardrailIdentifier("gr-1")
                    .guardrailVersion("2")
                    .body(SdkBytes.fromUtf8String("{\"prompt\":\"Hi\"}")));

    assertThat(guardrail().triggered()).isTrue();
  }

  @Test
  void failedCall_hasNoGuardrail() {
    server.error(400, "ValidationException");

    assertThat(org.assertj.core.api.Assertions.catchThrowable(this::converse)).isNotNull();

    assertThat(weaving.tree().toString()).doesNotContain("guardrail");
  }

  @Test
  void applyGuardrail_isAGuardrail() {
    server.json(
        """
        {"usage":{"topicPolicyUnits":1},"action":"GUARDRAIL_INTERVENED",\
        "outputs":[{"text":"Not that."}],"assessments":[{"topicPolicy":{"topics":\
        [{"name":"finance","type":"DENY","action":"BLOCKED"}]}}]}""");

    server
        .client()
        .applyGuardrail(
            request ->
                request
                    .guardrailIdentifier("gr-1")
                    .guardrailVersion("2")
                    .source(GuardrailContentSource.INPUT)
                    .content(GuardrailContentBlock.fromText(text -> text.text("Buy shares?"))));

    assertThat(guardrail().name()).isEqualTo("gr-1");
    assertThat(guardrail().triggered()).isTrue();
    assertThat(guardrail().details())
        .containsEntry("source", "INPUT")
        .containsEntry("content", List.of("Buy shares?"))
        .containsEntry("outputs", List.of("Not that."))
        .containsKeys("assessments", "action", "version", "request_id");
  }

  @Test
  void cachedTokens_areInput() {
    server.json(
        """
        {"output":{"message":{"role":"assistant","content":[{"text":"Hi."}]}},\
        "stopReason":"end_turn","usage":{"inputTokens":11,"outputTokens":7,"totalTokens":128,\
        "cacheReadInputTokens":100,"cacheWriteInputTokens":10},"metrics":{"latencyMs":5}}""");

    converse();

    assertThat(
            SpanRecorder.data(
                    weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class)
                .usage())
        .isEqualTo(new Usage(121L, 7L, 128L, 100L, 10L, null, null, null, false));
  }
}
