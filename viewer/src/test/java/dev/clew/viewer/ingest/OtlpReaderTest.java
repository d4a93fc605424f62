// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.ingest.otlp.OtlpReader;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** One call of a model in each convention, as the programs send it. */
final class OtlpReaderTest {

  private record Read(SpanRow span, SpanContent content, List<TraceRecord> records) {}

  private static Read read(Map<String, Object> attributes) throws RecordException {
    return read(attributes, "");
  }

  private static Read read(Map<String, Object> attributes, String more) throws RecordException {
    StringJoiner list = new StringJoiner(",", "[", "]");
    attributes.forEach(
        (key, value) -> list.add("{\"key\":" + quote(key) + ",\"value\":" + value(value) + "}"));
    String json =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
            + "{\"stringValue\":\"shop\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":"
            + "\"4BF92F3577B34DA6A3CE929D0E0E4736\",\"spanId\":\"00f067aa0ba902b7\",\"name\":"
            + "\"the span\",\"kind\":3,\"startTimeUnixNano\":\"1795964400000000000\","
            + "\"endTimeUnixNano\":\"1795964401000000000\",\"unknownField\":1,\"attributes\":"
            + list
            + more
            + "}]}]}]}";
    OtlpReader.Result result =
        OtlpReader.read(OtlpReader.json(json.getBytes(StandardCharsets.UTF_8)), Source.OTLP);
    assertThat(result.problem()).isNull();
    TraceRecord.SpanReceived span = (TraceRecord.SpanReceived) result.records().get(0);
    return new Read(span.row(), SpanContent.of(span.payload()), result.records());
  }

  private static String value(Object value) {
    if (value instanceof Integer) {
      return "{\"intValue\":\"" + value + "\"}";
    }
    return value instanceof Double
        ? "{\"doubleValue\":" + value + "}"
        : "{\"stringValue\":" + quote(value.toString()) + "}";
  }

  private static String quote(String text) {
    return dev.clew.viewer.content.Json.write(text);
  }

  @Test
  void genAi_141() throws RecordException {
    Read read =
        read(
            Map.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "gpt-4o",
                "gen_ai.response.model",
                "gpt-4o-2024-08-06",
                "gen_ai.usage.input_tokens",
                100,
                "gen_ai.usage.output_tokens",
                20,
                "gen_ai.usage.cache_creation.input_tokens",
                7,
                "gen_ai.conversation.id",
                "conv-1",
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hello\"}]},"
                    + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":"
                    + "\"c1\",\"response\":\"sunny\"}]}]",
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"},"
                    + "{\"type\":\"tool_call\",\"id\":\"c2\",\"name\":\"weather\",\"arguments\":"
                    + "{\"city\":\"Graz\"}}],\"finish_reason\":\"tool_call\"}]"));

    assertThat(read.span().type()).isEqualTo(SpanType.GENERATION);
    assertThat(read.span().name()).isEqualTo("gpt-4o");
    assertThat(read.span().service()).isEqualTo("shop");
    assertThat(read.span().group()).isEqualTo("conv-1");
    assertThat(read.span().tokens()).isEqualTo(new Tokens(100, 20, 0, 7, 0, false));
    assertThat(read.span().model().toolCalls()).containsExactly("weather");
    assertThat(read.content().input())
        .containsExactly(
            new Message("user", null, List.of(new Part.Text("hello")), null),
            new Message("tool", null, List.of(new Part.ToolResult("c1", null, "sunny")), null));
    assertThat(read.content().output().get(0).parts())
        .containsExactly(
            new Part.Reasoning("hm"), new Part.ToolCall("c2", "weather", "{\"city\":\"Graz\"}"));
  }

  @Test
  void genAi_october2026_saysResultAndCacheWrite() throws RecordException {
    Read read =
        read(
            Map.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.request.model",
                "gpt-4o",
                "gen_ai.usage.input_tokens",
                10,
                "gen_ai.usage.output_tokens",
                2,
                "gen_ai.usage.cache_write.input_tokens",
                4,
                "gen_ai.input.messages",
                "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                    + "\"result\":{\"t\":21}}]}]"));

    assertThat(read.span().tokens().cacheWriteInput()).isEqualTo(4);
    assertThat(read.content().input().get(0).parts())
        .containsExactly(new Part.ToolResult("c1", null, "{\"t\":21}"));
  }

  @Test
  void openInference() throws RecordException {
    Read read =
        read(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.model_name", "claude-sonnet-4-5"),
                Map.entry("llm.provider", "anthropic"),
                Map.entry("llm.token_count.prompt", 50),
                Map.entry("llm.token_count.completion", 5),
                Map.entry("llm.token_count.prompt_details.cache_read", 30),
                Map.entry("llm.cost.total", 0.5),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.0.message.content", "Be kind."),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.contents.0.message_content.type", "text"),
                Map.entry("llm.input_messages.1.message.contents.0.message_content.text", "Hi"),
                Map.entry("llm.output_messages.0.message.role", "assistant"),
                Map.entry(
                    "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "find"),
                Map.entry(
                    "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
                    "{}"),
                Map.entry("session.id", "s-1"),
                Map.entry("user.id", "u-1")));

    assertThat(read.span().type()).isEqualTo(SpanType.GENERATION);
    assertThat(read.span().tokens()).isEqualTo(new Tokens(50, 5, 30, 0, 0, false));
    assertThat(read.span().cost().total()).isEqualTo(0.5);
    assertThat(read.span().model().toolCalls()).containsExactly("find");
    assertThat(read.content().input()).extracting(Message::plain).containsExactly("Be kind.", "Hi");
    assertThat(read.records().get(1))
        .isInstanceOfSatisfying(
            TraceRecord.TraceReceived.class,
            trace -> {
              assertThat(trace.header().group()).isEqualTo("s-1");
              assertThat(trace.header().metadata()).containsEntry("user", "u-1");
            });
  }

  @Test
  void langfuse() throws RecordException {
    Read read =
        read(
            Map.of(
                "langfuse.observation.type", "generation",
                "langfuse.observation.model.name", "mistral-large",
                "langfuse.observation.input", "[{\"role\":\"user\",\"content\":\"Salut\"}]",
                "langfuse.observation.output", "Bonjour",
                "langfuse.observation.usage_details", "{\"input\":8,\"output\":2}",
                "langfuse.observation.cost_details", "{\"total\":0.25,\"input\":0.2}",
                "langfuse.observation.completion_start_time", "2026-11-29T15:00:00.250Z",
                "langfuse.trace.name", "greeting",
                "langfuse.trace.metadata.tenant", "acme"));

    assertThat(read.span().name()).isEqualTo("mistral-large");
    assertThat(read.span().tokens()).isEqualTo(new Tokens(8, 2, 0, 0, 0, false));
    assertThat(read.span().cost().input()).isEqualTo(0.2);
    assertThat(read.span().firstTokenNanos()).isEqualTo(250_000_000L);
    assertThat(read.content().output().get(0).plain()).isEqualTo("Bonjour");
    assertThat(read.records().get(1))
        .isInstanceOfSatisfying(
            TraceRecord.TraceReceived.class,
            trace -> {
              assertThat(trace.header().name()).isEqualTo("greeting");
              assertThat(trace.header().metadata()).containsEntry("tenant", "acme");
            });
  }

  @Test
  void vercelAiSdk() throws RecordException {
    Read call =
        read(
            Map.of(
                "ai.operationId", "ai.streamText.doStream",
                "ai.model.id", "gpt-4.1",
                "ai.model.provider", "openai.chat",
                "ai.usage.promptTokens", 12,
                "ai.usage.completionTokens", 3,
                "ai.response.msToFirstChunk", 150.5,
                "ai.prompt.messages",
                    "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hey\"}]}]",
                "ai.response.text", "Hello there",
                "ai.response.toolCalls",
                    "[{\"toolCallId\":\"t1\",\"toolName\":\"stock\",\"args\":\"{}\"}]",
                "ai.response.finishReason", "tool-calls"));
    Read outer =
        read(
            Map.of("ai.operationId", "ai.streamText", "ai.telemetry.functionId", "shop-assistant"));
    Read tool =
        read(
            Map.of(
                "ai.operationId", "ai.toolCall",
                "ai.toolCall.name", "stock",
                "ai.toolCall.id", "t1",
                "ai.toolCall.args", "{\"sku\":1}",
                "ai.toolCall.result", "3"));

    assertThat(call.span().type()).isEqualTo(SpanType.GENERATION);
    assertThat(call.span().tokens().input()).isEqualTo(12);
    assertThat(call.span().firstTokenNanos()).isEqualTo(150_500_000L);
    assertThat(call.span().model().callIds()).containsExactly("t1");
    assertThat(call.content().input().get(0).plain()).isEqualTo("Hey");
    assertThat(outer.span().type()).isEqualTo(SpanType.AGENT);
    assertThat(outer.span().name()).isEqualTo("shop-assistant");
    assertThat(outer.span().tokens()).isNull();
    assertThat(tool.span().name()).isEqualTo("stock");
    assertThat(tool.span().tool().callId()).isEqualTo("t1");
    assertThat(tool.content().text("output")).isEqualTo("3");
  }

  @Test
  void failure_isReadFromTheException() throws RecordException {
    Read read =
        read(
            Map.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "pay"),
            ",\"status\":{\"code\":2,\"message\":\"status text\"},\"events\":[{\"name\":"
                + "\"exception\",\"timeUnixNano\":\"1\",\"attributes\":[{\"key\":\"exception.type\","
                + "\"value\":{\"stringValue\":\"java.io.IOException\"}},{\"key\":"
                + "\"exception.message\",\"value\":{\"stringValue\":\"reset\"}}]}]");

    assertThat(read.span().status()).isEqualTo(Status.ERROR);
    assertThat(read.span().error().type()).isEqualTo("java.io.IOException");
    assertThat(read.span().error().message()).isEqualTo("reset");
  }

  @Test
  void whatNobodyExplains_staysAnAttribute() throws RecordException {
    Read read = read(Map.of("http.route", "/book", "my.number", 5));

    assertThat(read.span().type()).isEqualTo(SpanType.CUSTOM);
    assertThat(read.content().attributes().get("http.route").asText()).isEqualTo("/book");
    assertThat(read.content().attributes().get("my.number").asInt()).isEqualTo(5);
  }

  @Test
  void brokenSpan_costsOnlyItself() throws RecordException {
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"ab\",\"spanId\":\"cd\"},"
            + "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\","
            + "\"name\":\"ok\",\"startTimeUnixNano\":1,\"endTimeUnixNano\":2}]}]}]}";

    OtlpReader.Result result =
        OtlpReader.read(OtlpReader.json(json.getBytes(StandardCharsets.UTF_8)), Source.OTLP);

    assertThat(result.records()).hasSize(1);
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.problem()).contains("16 and 8 bytes");
  }

  @Test
  void bodyThatIsNoOtlp_isRefused() {
    assertThatThrownBy(() -> OtlpReader.json("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RecordException.class);
    assertThatThrownBy(() -> OtlpReader.protobuf("hello".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RecordException.class);
  }
}
