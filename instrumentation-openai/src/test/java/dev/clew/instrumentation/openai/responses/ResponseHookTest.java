// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import dev.clew.testkit.SpanRecorder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class ResponseHookTest {
  private static final String USAGE =
      """
      {"input_tokens":36,"input_tokens_details":{"cached_tokens":8},"output_tokens":87,
       "output_tokens_details":{"reasoning_tokens":64},"total_tokens":123}""";

  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  static String response(String status, String output, String more) {
    return """
        {"id":"resp_1","object":"response","created_at":1741476542,"status":"%s","error":null,
         "incomplete_details":null,"instructions":null,"max_output_tokens":null,
         "model":"gpt-4.1-2025-04-14","output":%s,"parallel_tool_calls":true,
         "previous_response_id":null,"store":true,"temperature":1.0,"tool_choice":"auto",
         "tools":[],"top_p":1.0,"usage":%s%s}"""
        .formatted(status, output, USAGE, more);
  }

  static String message(String text) {
    return """
        {"type":"message","id":"msg_1","status":"completed","role":"assistant",
         "content":[{"type":"output_text","text":"%s","annotations":[]}]}"""
        .formatted(text);
  }

  static ResponseCreateParams.Builder ask(String question) {
    return ResponseCreateParams.builder().model("gpt-4.1").input(question);
  }

  private HttpResponseFor<Response> raw(ResponseCreateParams params) {
    var service = api.client.withRawResponse().responses();
    ResponseHook hook =
        new ResponseHook(
            api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses()));
    return HookedApi.around(hook, service, params, () -> service.create(params));
  }

  private StreamResponse<ResponseStreamEvent> stream(ResponseCreateParams params) {
    var service = api.client.withRawResponse().responses();
    ResponseHook hook =
        new ResponseHook(
            api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses()));
    HttpResponseFor<StreamResponse<ResponseStreamEvent>> response =
        HookedApi.around(hook, "stream", service, params, () -> service.createStreaming(params));
    return response.parse();
  }

  @Test
  void create_plainString_recordsEverything() {
    api.server.json(response("completed", "[" + message("Fine.") + "]", ""));

    raw(ask("How are you?")
            .instructions("Be brief.")
            .previousResponseId("resp_0")
            .temperature(0.5)
            .build())
        .parse();

    FinishedSpan span = api.spans.only();
    assertThat(span.type()).isEqualTo(SpanType.RESPONSE);
    assertThat(span.name()).isEqualTo("response gpt-4.1");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    ResponseData data = api.spans.only(ResponseData.class);
    assertThat(data.previousResponseId()).isEqualTo("resp_0");
    assertThat(data.instructions()).isEqualTo("Be brief.");
    GenerationData generation = data.generation();
    assertThat(generation.provider()).isEqualTo("openai");
    assertThat(generation.serverAddress()).isEqualTo(api.server.baseUrl());
    assertThat(generation.requestModel()).isEqualTo("gpt-4.1");
    assertThat(generation.responseModel()).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(generation.responseId()).isEqualTo("resp_1");
    assertThat(generation.parameters()).isEqualTo(Map.of("temperature", 0.5));
    assertThat(generation.input()).containsExactly(Message.text("user", "How are you?"));
    assertThat(generation.output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(generation.finishReasons()).containsExactly("completed");
    assertThat(generation.usage())
        .isEqualTo(new Usage(36L, 87L, 123L, 8L, null, 64L, null, null, false));
    assertThat(generation.details()).containsKey("response_headers").containsEntry("store", true);
  }

  @Test
  void create_list_keepsEveryItem() {
    api.server.json(response("completed", "[" + message("Fine.") + "]", ""));
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("gpt-4.1")
            .inputOfResponse(
                List.of(
                    ResponseInputItem.ofEasyInputMessage(
                        EasyInputMessage.builder()
                            .role(EasyInputMessage.Role.DEVELOPER)
                            .content("Be brief.")
                            .build()),
                    ResponseInputItem.ofFunctionCallOutput(
                        ResponseInputItem.FunctionCallOutput.builder()
                            .callId("call_1")
                            .output("12 degrees")
                            .build())))
            .build();

    raw(params).parse();

    assertThat(api.spans.only(ResponseData.class).generation().input())
        .containsExactly(
            Message.text("developer", "Be brief."),
            Message.of("tool", List.of(new Part.ToolResult("call_1", "12 degrees"))));
  }

  @Test
  void create_outputItemsOfAllKinds_becomePartsOfOneMessage() {
    String items =
        """
        [{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"I think."}]},
         {"type":"web_search_call","id":"ws_1","status":"completed",
          "action":{"type":"search","query":"weather"}},
         {"type":"file_search_call","id":"fs_1","status":"completed","queries":["a","b"]},
         {"type":"code_interpreter_call","id":"ci_1","status":"completed","code":"print(1)"},
         {"type":"mcp_call","id":"mcp_1","name":"roll","server_label":"dice",
          "arguments":"{}","output":"4"},
         {"type":"image_generation_call","id":"ig_1","status":"completed","result":"AAAA"},
         {"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather",
          "arguments":"{\\"city\\":\\"Oslo\\"}","status":"completed"},
         {"type":"message","id":"msg_1","status":"completed","role":"assistant",
          "content":[{"type":"refusal","refusal":"No."}]},
         {"type":"from_the_future","id":"x_1","text":"hello"}]""";
    api.server.json(response("completed", items, ""));

    raw(ask("Hi").build()).parse();

    Message output = api.spans.only(ResponseData.class).generation().output().get(0);
    assertThat(output.role()).isEqualTo("assistant");
    assertThat(output.parts())
        .containsExactly(
            new Part.Reasoning("I think."),
            new Part.Other("web_search_call", "weather"),
            new Part.Other("file_search_call", "a\nb"),
            new Part.Other("code_interpreter_call", "print(1)"),
            new Part.ToolCall("mcp_1", "roll", "{}"),
            new Part.ToolResult("mcp_1", "4"),
            new Part.Media(
                "image",
                null,
                "ig_1",
                3L,
                "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"),
            new Part.ToolCall("call_1", "weather", "{\"city\":\"Oslo\"}"),
            new Part.Refusal("No."),
            new Part.Other("from_the_future", "hello"));
  }

  @Test
  void create_failedResponse_failsWithItsError() {
    api.server.json(
        response("failed", "[]", "")
            .replace(
                "\"error\":null", "\"error\":{\"code\":\"server_error\",\"message\":\"Oh.\"}"));

    raw(ask("Hi").build()).parse();

    FinishedSpan span = api.spans.only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error()).hasNoNullFieldsOrPropertiesExcept("throwable");
    assertThat(span.error().type()).isEqualTo("server_error");
    assertThat(span.error().message()).isEqualTo("Oh.");
  }

  @Test
  void create_incompleteResponse_saysWhy() {
    api.server.json(
        response("incomplete", "[" + message("Fi") + "]", "")
            .replace(
                "\"incomplete_details\":null",
                "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}"));

    raw(ask("Hi").build()).parse();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(api.spans.only(ResponseData.class).generation().finishReasons())
        .containsExactly("max_output_tokens");
  }

  @Test
  void create_cancelledResponse_isCancelled() {
    api.server.json(response("cancelled", "[]", ""));

    raw(ask("Hi").build()).parse();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void create_httpError_failsAndKeepsTheInput() {
    api.server.reply(
        400,
        "application/json",
        "{\"error\":{\"message\":\"Bad.\",\"type\":\"invalid_request_error\",\"code\":\"x\"}}");

    assertThatThrownBy(() -> raw(ask("Hi").build()).parse()).isNotNull();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(api.spans.only(ResponseData.class).generation().input())
        .containsExactly(Message.text("user", "Hi"));
  }

  @Test
  void create_mcpToolWithCredentials_keepsThemOut() {
    api.server.json(response("completed", "[]", ""));
    ResponseCreateParams params =
        ask("Hi")
            .putAdditionalBodyProperty(
                "tools",
                JsonValue.from(
                    List.of(
                        Map.of(
                            "type", "mcp",
                            "server_label", "dice",
                            "authorization", "tok-secret",
                            "headers", Map.of("X-Key", "hdr-secret")))))
            .build();

    raw(params).parse();

    ResponseData data = api.spans.only(ResponseData.class);
    assertThat(data.generation().tools()).extracting("name").containsExactly("dice");
    assertThat(data.toString()).doesNotContain("tok-secret", "hdr-secret", "sk-secret");
  }

  @Test
  void create_underGeneration_enrichesIt() {
    api.server.json(response("completed", "[" + message("Fine.") + "]", ""));
    GenerationData known = new GenerationData.Builder().provider("framework").build();
    Span outer = api.spans.tracer().start(SpanType.GENERATION, "outer", () -> known);

    try (Scope ignored = Context.current().with(outer).makeCurrent()) {
      raw(ask("Hi").build()).parse();
    }
    outer.end();

    GenerationData data = SpanRecorder.data(api.spans.only(), GenerationData.class);
    assertThat(data.provider()).isEqualTo("framework");
    assertThat(data.responseId()).isEqualTo("resp_1");
    assertThat(data.usage()).extracting(Usage::reasoning).isEqualTo(64L);
  }

  @Test
  void createAsync_answer_endsTheSpan() {
    api.server.json(response("completed", "[" + message("Fine.") + "]", ""));
    ResponseCreateParams params = ask("Hi").build();
    var service = api.client.async().withRawResponse().responses();
    ResponseHook hook =
        new ResponseHook(
            api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses()));

    CompletableFuture<HttpResponseFor<Response>> future =
        HookedApi.around(hook, service, params, () -> service.create(params));
    future.join().parse();

    assertThat(api.spans.only(ResponseData.class).generation().output())
        .containsExactly(Message.text("assistant", "Fine."));
  }

  @Test
  void stream_terminalEvent_givesTheWholeResponse() {
    api.server.events(
        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":"
            + response("in_progress", "[]", "")
            + "}",
        delta("Fi"),
        "{\"type\":\"response.from_the_future\",\"sequence_number\":2,\"x\":1}",
        delta("ne."),
        "{\"type\":\"response.completed\",\"sequence_number\":4,\"response\":"
            + response("completed", "[" + message("Fine.") + "]", "")
            + "}");

    long events = stream(ask("Hi").build()).stream().count();

    assertThat(events).isEqualTo(5);
    FinishedSpan span = api.spans.only();
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.events()).isEmpty();
    assertThat(span.firstChunkEpochNanos()).isNotNull();
    GenerationData data = api.spans.only(ResponseData.class).generation();
    assertThat(data.streamed()).isTrue();
    assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(data.usage()).extracting(Usage::reasoning).isEqualTo(64L);
  }

  @Test
  void stream_cutBeforeItsEnd_failsAndKeepsWhatCame() {
    api.server.events(
        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":"
            + response("in_progress", "[]", "").replace(USAGE, "null")
            + "}",
        delta("Fi"),
        "{\"type\":\"response.output_item.added\",\"output_index\":1,\"sequence_number\":2,"
            + "\"item\":{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\","
            + "\"name\":\"weather\",\"arguments\":\"\",\"status\":\"in_progress\"}}",
        "{\"type\":\"response.function_call_arguments.delta\",\"item_id\":\"fc_1\","
            + "\"output_index\":1,\"sequence_number\":3,\"delta\":\"{\\\"ci\"}");

    stream(ask("Hi").build()).stream().forEach(event -> {});

    FinishedSpan span = api.spans.only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error().type()).isEqualTo("incomplete_stream");
    GenerationData data = api.spans.only(ResponseData.class).generation();
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(new Part.Text("Fi"), new Part.ToolCall("call_1", "weather", "{\"ci"))));
    assertThat(data.responseId()).isEqualTo("resp_1");
    assertThat(data.usage()).extracting(Usage::estimated).isEqualTo(true);
    assertThat(data.finishReasons()).isEmpty();
  }

  @Test
  void stream_failedEvent_failsWithItsError() {
    api.server.events(
        "{\"type\":\"response.failed\",\"sequence_number\":1,\"response\":"
            + response("failed", "[]", "")
                .replace(
                    "\"error\":null",
                    "\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slow.\"}")
            + "}");

    stream(ask("Hi").build()).stream().forEach(event -> {});

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(api.spans.only().error().type()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void stream_closedEarly_isCancelled() {
    api.server.events(delta("Fi"), delta("ne."));

    try (StreamResponse<ResponseStreamEvent> stream = stream(ask("Hi").build())) {
      stream.stream().iterator().next();
    }

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(api.spans.only(ResponseData.class).generation().output())
        .containsExactly(Message.text("assistant", "Fi"));
  }

  private static String delta(String text) {
    return """
        {"type":"response.output_text.delta","item_id":"msg_1","output_index":0,
         "content_index":0,"sequence_number":1,"logprobs":[],"delta":"%s"}"""
        .formatted(text);
  }
}
