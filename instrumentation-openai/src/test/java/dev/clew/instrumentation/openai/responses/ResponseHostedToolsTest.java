// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.api.data.ResponseData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that the provider runs itself, as far as the response contains them. */
@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class ResponseHostedToolsTest {
  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  private List<Part> output(String item) {
    api.server.json(ResponseHookTest.response("completed", "[" + item + "]", ""));
    ResponseCreateParams params = ResponseHookTest.ask("Look it up").build();
    var service = api.client.withRawResponse().responses();
    HookedApi.around(
            new ResponseHook(
                api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses())),
            service,
            params,
            () -> service.create(params))
        .parse();
    List<Message> output = api.spans.only(ResponseData.class).generation().output();
    return output.get(0).parts();
  }

  @Test
  void fileSearch_recordsItsResults() {
    assertThat(
            output(
                """
                {"type":"file_search_call","id":"fs_1","status":"completed",
                 "queries":["capital of France","France"],
                 "results":[{"file_id":"file-1","filename":"notes.txt","score":0.97,
                  "attributes":{},"text":"Paris is the capital."}]}"""))
        .containsExactly(
            new Part.Other("file_search_call", "capital of France\nFrance"),
            new Part.Other("file_search_result", "notes.txt: Paris is the capital."));
  }

  @Test
  void fileSearch_withoutResults_recordsItsQueries() {
    assertThat(
            output(
                """
                {"type":"file_search_call","id":"fs_1","status":"completed","queries":["France"],
                 "results":null}"""))
        .containsExactly(new Part.Other("file_search_call", "France"));
  }

  @Test
  @Tag("newest") // the library's type for outputs has moved
  void codeInterpreter_recordsTheOutput() {
    assertThat(
            output(
                """
                {"type":"code_interpreter_call","id":"ci_1","status":"completed",
                 "container_id":"cntr_1","code":"print(1)",
                 "outputs":[{"type":"logs","logs":"1"},
                  {"type":"image","url":"data:image/png;base64,AAAA"}]}"""))
        .containsExactly(
            new Part.Other("code_interpreter_call", "print(1)"),
            new Part.Other("code_interpreter_output", "1"),
            new Part.Media(
                "image",
                "image/png",
                null,
                3L,
                "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"));
  }

  @ParameterizedTest
  @Tag("newest") // older versions have no type for these events
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reasoning             | response.reasoning_text.delta               | Reasoning
          custom_tool_call      | response.custom_tool_call_input.delta       | ToolCall
          mcp_call              | response.mcp_call_arguments.delta           | ToolCall
          code_interpreter_call | response.code_interpreter_call_code.delta   | Other
          """)
  void streamCutInTheMiddle_keepsThePieces(String type, String event, String kind) {
    api.server.events(
        "{\"type\":\"response.output_item.added\",\"output_index\":0,\"sequence_number\":0,"
            + "\"item\":{\"type\":\""
            + type
            + "\",\"id\":\"it_1\",\"call_id\":\"call_1\",\"name\":\"look\",\"summary\":[],"
            + "\"input\":\"\",\"arguments\":\"\",\"server_label\":\"s\",\"container_id\":\"c\","
            + "\"code\":null,\"outputs\":null,\"status\":\"in_progress\"}}",
        delta(event, "so "),
        delta(event, "far"));
    ResponseCreateParams params = ResponseHookTest.ask("Look it up").build();
    var service = api.client.withRawResponse().responses();
    try (StreamResponse<ResponseStreamEvent> stream =
        HookedApi.around(
                new ResponseHook(
                    api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses())),
                "stream",
                service,
                params,
                () -> service.createStreaming(params))
            .parse()) {
      assertThat(stream.stream()).hasSize(3);
    }

    List<Message> output = api.spans.only(ResponseData.class).generation().output();
    assertThat(output.get(0).parts())
        .singleElement()
        .satisfies(part -> assertThat(part.getClass().getSimpleName()).isEqualTo(kind))
        .satisfies(part -> assertThat(part.toString()).contains("so far"));
  }

  private static String delta(String event, String text) {
    return "{\"type\":\"%s\",\"output_index\":0,\"content_index\":0,\"item_id\":\"it_1\",\"sequence_number\":1,\"delta\":\"%s\"}"
        .formatted(event, text);
  }
}
