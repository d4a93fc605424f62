// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The batch that {@code openai-golden/print.mjs} sends, as Clew has it. */
final class GoldenBatch {
  private static final long STARTED =
      Instant.parse("2026-11-21T07:38:12.123Z").toEpochMilli() * 1_000_000;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final List<ExportRecord> records = new ArrayList<>();

  static List<ExportRecord> records() {
    GoldenBatch batch = new GoldenBatch();
    batch.everyType();
    batch.tooLong();
    batch.records.add(trace());
    return batch.records;
  }

  private void everyType() {
    add(
        new AgentData(
            "triage",
            null,
            null,
            List.of("refunds"),
            List.of("lookup"),
            "java.lang.String",
            Map.of(),
            null,
            Map.of()));
    add(call());
    add(
        new FunctionData(
            "computeRefund", "{\"booking\":\"ZX81\"}", "84.50", "call_1", "billing", false),
        new ErrorRecord("java.lang.IllegalStateException", "no seat map", "at x"));
    add(new HandoffData("triage", "refunds", "model"));
    add(new GuardrailData("moderation", true, Map.of()));
    add(
        new ResponseData(
            new GenerationData.Builder().responseId("resp_0").usage(Usage.of(1, 2)).build(),
            null,
            null,
            null));
    add(new McpData("billing", "tools/list", List.of("computeRefund")));
    add(
        new CustomData(
            "turn",
            Map.of(
                "number",
                1,
                "note",
                "n",
                "nested",
                Map.of("list", Arrays.asList(1, 2.5, null, true)))));
    add(
        new GenerationData.Builder()
            .responseModel("m")
            .usage(new Usage(5L, null, null, null, null, null, null, null, false))
            .build());
  }

  private void tooLong() {
    add(new FunctionData("long", "x".repeat(150_000), "é\"\n".repeat(50_000), null, null, false));
    Part call = new Part.ToolCall("call_1", "f", "c\\".repeat(90_000));
    add(
        new GenerationData.Builder()
            .input(
                List.of(
                    Message.text("system", "Be short."),
                    Message.text("user", "a".repeat(150_000)),
                    Message.text("user", "b".repeat(80_000)),
                    Message.text("user", "And now?")))
            .output(List.of(Message.of("assistant", List.of(call))))
            .responseModel("m")
            .build());
    List<Message> many =
        IntStream.range(0, 20)
            .mapToObj(i -> Message.text("user", ".".repeat(6_000 - ("" + i).length()) + i))
            .toList();
    add(new GenerationData.Builder().input(many).responseModel("m").build());
  }

  private static GenerationData call() {
    return new GenerationData.Builder()
        .provider("openai")
        .requestModel("gpt-4o-mini")
        .responseModel("gpt-4o-mini-2024-07-18")
        .responseId("chatcmpl-1")
        .parameters(Map.of("temperature", 0.2))
        .input(
            List.of(
                Message.text("system", "Be short."),
                Message.text("user", "May I have my money back? 💶"),
                Message.of("tool", List.of(new Part.ToolResult("call_0", "84.50")))))
        .output(
            List.of(
                Message.of(
                    "assistant",
                    List.of(
                        new Part.Reasoning("hm"),
                        new Part.Text("Yes."),
                        new Part.Text("At once."),
                        new Part.ToolCall("call_1", "computeRefund", "{\"booking\":\"ZX81\"}"))),
                Message.of("assistant", List.of(new Part.Refusal("No.")))))
        .usage(new Usage(310L, 25L, 335L, 128L, 7L, 11L, 1L, 2L, false))
        .build();
  }

  private void add(SpanData data) {
    add(data, null);
  }

  private void add(SpanData data, @Nullable ErrorRecord error) {
    int n = records.size() + 1;
    boolean streamed = data instanceof GenerationData call && call.responseId() != null;
    long start = STARTED + n * 1_000_000L;
    records.add(
        new SpanRecord(
            TRACE,
            String.format("%016x", n),
            n == 1 ? null : String.format("%016x", 1),
            data.type().wireName(),
            start,
            STARTED + 400_000_000L,
            streamed ? start + 120_000_000L : null,
            error == null ? SpanStatus.OK : SpanStatus.ERROR,
            error,
            null,
            data,
            Map.of(),
            List.of()));
  }

  private static TraceRecord trace() {
    return new TraceRecord(
        TRACE,
        "TravelDesk.handle",
        "conversation-7",
        STARTED,
        STARTED + 400_000_000L,
        SpanStatus.OK,
        12,
        0,
        Map.of("tenant", "acme", "attempt", "2"));
  }
}
