// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import static dev.clew.instrumentation.openai.responses.ResponseHookTest.ask;
import static dev.clew.instrumentation.openai.responses.ResponseHookTest.message;
import static dev.clew.instrumentation.openai.responses.ResponseHookTest.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.HttpResponseFor;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import dev.clew.testkit.SpanRecorder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the test
class ResponseToolsTest {
  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  private HttpResponseFor<Response> raw(ResponseCreateParams params) {
    var service = api.client.withRawResponse().responses();
    ResponseHook hook =
        new ResponseHook(
            api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses()));
    return HookedApi.around(hook, service, params, () -> service.create(params));
  }

  @Test
  void create_functionCallAndItsOutput_areAFunction() {
    String call =
        """
        [{"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather",
          "arguments":"{}","status":"completed"}]""";
    api.server.json(response("completed", call, ""));
    api.server.json(response("completed", "[" + message("Fine.") + "]", ""));
    ResponseCreateParams next =
        ResponseCreateParams.builder()
            .model("gpt-4.1")
            .previousResponseId("resp_1")
            .inputOfResponse(
                List.of(
                    ResponseInputItem.ofFunctionCallOutput(
                        ResponseInputItem.FunctionCallOutput.builder()
                            .callId("call_1")
                            .output("12 degrees")
                            .build())))
            .build();

    raw(ask("Oslo?").build()).parse();
    raw(next).parse();

    assertThat(api.spans.spans())
        .extracting(FinishedSpan::type)
        .containsExactly(SpanType.RESPONSE, SpanType.FUNCTION, SpanType.RESPONSE);
    assertThat(SpanRecorder.data(api.spans.spans().get(1), FunctionData.class))
        .isEqualTo(new FunctionData("weather", "{}", "12 degrees", "call_1", null, true));
  }
}
