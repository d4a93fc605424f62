// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.SpanStatus;
import java.util.List;
import java.util.Map;

/** Data and records in which every field is set; each content text begins with "secret". */
public final class Samples {
  public static final long START = 1_795_246_692_123_456_789L;

  private Samples() {}

  public static GenerationData generation() {
    return new GenerationData.Builder()
        .provider("openai")
        .serverAddress("https://models.example/v1/chat/completions")
        .requestModel("gpt-4o-mini")
        .responseModel("gpt-4o-mini-2024-07-18")
        .responseId("chatcmpl-1")
        .streamed(true)
        .parameters(Map.of("temperature", 0.2, "user", "secret user"))
        .input(
            List.of(
                Message.text("system", "secret instruction"),
                Message.of(
                    "user",
                    List.of(
                        new Part.Text("secret question"),
                        new Part.Media("image", "image/png", "secret:uri", 2048L, "ab12"),
                        new Part.Other("video_note", "secret note"))),
                new Message("tool", List.of(new Part.ToolResult("call_0", "secret result")), "bot"),
                Message.of(
                    "user",
                    List.of(
                        new Part.ToolResult("call_1", "secret one"),
                        new Part.ToolResult(null, "secret two")))))
        .output(
            List.of(
                Message.of(
                    "assistant",
                    List.of(
                        new Part.Reasoning("secret thought"),
                        new Part.Text("secret answer"),
                        new Part.ToolCall("call_2", "computeRefund", "{\"secret\":1}"))),
                Message.of("assistant", List.of(new Part.Refusal("secret refusal")))))
        .tools(
            List.of(
                new ToolDefinition(
                    "computeRefund", "secret description", Map.of("type", "secret object"))))
        .finishReasons(List.of("tool_calls", "content_filter"))
        .usage(new Usage(310L, 25L, 335L, 128L, 7L, 11L, 1L, 2L, false))
        .details(Map.of("system_fingerprint", "secret fp", "created", 1_795_246_692L))
        .build();
  }

  /** Returns data of every type. */
  public static List<SpanData> allData() {
    return List.of(
        new AgentData(
            "triage",
            "secret description",
            "secret instructions",
            List.of("refunds"),
            List.of("lookup"),
            "java.lang.String",
            Map.of("request", "secret request", "amount", 84.5),
            Map.of("secret entry", List.of("secret output", true)),
            Map.of("agent_type", "secret type", "retries", 2)),
        generation(),
        new ResponseData(generation(), "resp_0", "conv_1", "secret instructions"),
        new FunctionData(
            "computeRefund", "{\"secret\":1}", "secret 84.50", "call_2", "billing", true),
        new HandoffData("triage", "refunds", "model"),
        new GuardrailData("moderation", true, Map.of("reason", "secret reason")),
        new EmbeddingData("openai", "text-embedding-3-small", "te3s", 1536, 3, Usage.of(12, 0)),
        new RetrievalData(
            "fares",
            "secret query",
            5,
            List.of(Map.of("text", "secret document", "score", 0.91, "source", "secret.md"))),
        new McpData("billing", "tools/list", List.of("computeRefund")),
        new CustomData("turn", Map.of("number", 1, "note", "secret note")));
  }

  public static SpanRecord span(int n, SpanData data) {
    return new SpanRecord(
        FakeSpan.TRACE,
        String.format("%016x", n),
        n == 1 ? null : String.format("%016x", 1),
        data.type().wireName() + " span",
        START + n,
        START + 412_000_000L,
        START + 120_000_000L,
        SpanStatus.ERROR,
        new ErrorRecord("java.lang.IllegalStateException", "no seat map", "java.lang…\n\tat x"),
        "conversation-7",
        data,
        Map.of("clew.library", "openai-java", "retries", 2L, "ratio", 0.5, "cold", true),
        List.of(new SpanEvent("retry", START + 5, "429")));
  }

  public static TraceRecord trace(int spans) {
    return new TraceRecord(
        FakeSpan.TRACE,
        "TravelDesk.handle",
        "conversation-7",
        START,
        START + 1_840_000_000L,
        SpanStatus.OK,
        spans,
        2,
        Map.of("tenant", "acme"));
  }
}
