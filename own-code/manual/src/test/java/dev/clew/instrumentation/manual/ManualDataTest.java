// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each type of span has. */
class ManualDataTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ManualModule());

  @Test
  void generation_hasMessagesToolCallsUsageAndDetails() {
    try (ClewSpan span = Clew.generation("chat").model("openai", "gpt-4o").start()) {
      span.instructions("Be brief.").message("user", "Where to?").parameter("temperature", 0.2);
      span.firstChunk().output("Let me look.").toolCall("call_1", "lookup", "{\"id\":7}");
      span.responseModel("gpt-4o-2024").responseId("resp_1").finishReason("tool_calls");
      span.usage(12, 30)
          .cachedTokens(4)
          .cacheWriteTokens(2)
          .reasoningTokens(9)
          .data("tier", "flex");
    }

    assertThat(weaving.spans().only(GenerationData.class))
        .isEqualTo(
            new GenerationData.Builder()
                .provider("openai")
                .requestModel("gpt-4o")
                .responseModel("gpt-4o-2024")
                .responseId("resp_1")
                .streamed(true)
                .parameters(Map.of("temperature", 0.2))
                .input(
                    List.of(Message.text("system", "Be brief."), Message.text("user", "Where to?")))
                .output(
                    List.of(
                        Message.of(
                            "assistant",
                            List.of(
                                new Part.Text("Let me look."),
                                new Part.ToolCall("call_1", "lookup", "{\"id\":7}")))))
                .finishReasons(List.of("tool_calls"))
                .usage(new Usage(12L, 30L, 42L, 4L, 2L, 9L, null, null, false))
                .details(Map.of("tier", "flex"))
                .build());
  }

  @Test
  void response_hasItsIds() {
    try (ClewSpan span = Clew.response("respond").start()) {
      span.responseId("resp_2").data("previous_response_id", "resp_1").output("Fine.");
    }

    ResponseData data = weaving.spans().only(ResponseData.class);
    assertThat(data.previousResponseId()).isEqualTo("resp_1");
    assertThat(data.generation().responseId()).isEqualTo("resp_2");
    assertThat(data.generation().output()).containsExactly(Message.text("assistant", "Fine."));
  }

  @Test
  void agent_hasToolsHandoffsInputsAndOutput() {
    try (ClewSpan span = Clew.agent("desk").input(Map.of("booking", "AB12")).start()) {
      span.instructions("Help.").availableTool("lookup").availableHandoff("billing").output("ok");
    }

    assertThat(weaving.spans().only(AgentData.class))
        .isEqualTo(
            new AgentData(
                "desk",
                null,
                "Help.",
                List.of("billing"),
                List.of("lookup"),
                null,
                Map.of("booking", "AB12"),
                "ok",
                Map.of()));
  }

  @Test
  void tool_hasJsonOfTrees_asTheyWereWhenTheyWerePassedIn() {
    List<String> changing = new ArrayList<>(List.of("a"));
    try (ClewSpan span = Clew.tool("lookup").input(changing).start()) {
      changing.add("b");
      span.toolCallId("call_1").output(Map.of("price", 12));
    }

    assertThat(weaving.spans().only(FunctionData.class))
        .isEqualTo(new FunctionData("lookup", "[\"a\"]", "{\"price\":12}", "call_1", null, false));
  }

  @Test
  void handoff_hasBothAgents() {
    Clew.handoff("desk", "billing").data("decided_by", "model").record();

    assertThat(weaving.spans().only(HandoffData.class))
        .isEqualTo(new HandoffData("desk", "billing", "model"));
  }

  @Test
  void guardrail_saysWhetherItTriggered() {
    try (ClewSpan span = Clew.guardrail("safety").input("text").start()) {
      span.triggered(true).data("reason", "insult");
    }

    assertThat(weaving.spans().only(GuardrailData.class))
        .isEqualTo(new GuardrailData("safety", true, Map.of("input", "text", "reason", "insult")));
  }

  @Test
  void embedding_countsItsInputs() {
    try (ClewSpan span = Clew.embedding("embed").input(List.of("a", "b")).start()) {
      span.provider("openai").model("small").usage(5, 0).data("dimensions", 256);
    }

    EmbeddingData data = weaving.spans().only(EmbeddingData.class);
    assertThat(data.inputs()).isEqualTo(2);
    assertThat(data.dimensions()).isEqualTo(256);
    assertThat(data.usage().input()).isEqualTo(5);
  }

  @Test
  void retrieval_hasQueryAndDocuments() {
    try (ClewSpan span = Clew.retrieval("search").input("refunds").start()) {
      span.data("source", "wiki").data("top_k", 3).document("Refunds take a week.", "p1", 0.7);
    }

    assertThat(weaving.spans().only(RetrievalData.class))
        .isEqualTo(
            new RetrievalData(
                "wiki",
                "refunds",
                3,
                List.of(Map.of("text", "Refunds take a week.", "source", "p1", "score", 0.7))));
  }

  @Test
  void mcp_hasServerMethodAndResult() {
    try (ClewSpan span = Clew.mcp("weather", "tools/list").start()) {
      span.output(List.of("forecast"));
    }

    assertThat(weaving.spans().only(McpData.class))
        .isEqualTo(new McpData("weather", "tools/list", List.of("forecast")));
  }
}
