// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the calls of the Responses API that create a response.
 *
 * <p>Requests are read through accessors by name: plain requests, beta requests and WebSocket
 * commands are different classes that are alike in everything relevant here.
 */
public final class ResponseCalls {
  private final Calls calls;
  private final ToolLoop tools;
  private final UnfinishedResponses unfinished;

  public ResponseCalls(Calls calls, ToolLoop tools, UnfinishedResponses unfinished) {
    this.calls = calls;
    this.tools = tools;
    this.unfinished = unfinished;
  }

  @Nullable HttpCall begin(Call call, boolean streamed) {
    return begin(calls.client(call), call.required(0, Object.class), streamed, Map.of());
  }

  /**
   * Starts a call whose request is about to be sent.
   *
   * @param details details that the request itself does not contain
   * @return null if it is not recorded
   */
  public @Nullable HttpCall begin(
      ServiceClient client, Object request, boolean streamed, Map<String, String> details) {
    Span answered = reportResults(request, client);
    String conversation = conversation(request);
    String model = ModelName.ofRequest(request);
    ResponsePayload payload =
        new ResponsePayload(
            client, request, model, streamed, tools, conversation, unfinished, details);
    String name = SpanNames.of("response", model);
    HttpCall started = calls.begin(SpanType.RESPONSE, name, payload, answered);
    if (started != null && conversation != null) {
      started.setGroupId(conversation);
    }
    return started;
  }

  private @Nullable Span reportResults(Object request, ServiceClient client) {
    Span answered = null;
    if (!tools.isWaiting()) {
      return answered;
    }
    String server = client.serverAddress();
    for (Object item : ResponseInput.items(Fields.BY_NAME.read(request, "_input"))) {
      Object output = Fields.BY_NAME.first(item, "functionCallOutput", "customToolCallOutput");
      String id = Fields.BY_NAME.text(output, "_callId");
      if (id != null && output != null) {
        Span tool = tools.resultSent(id, server, null, output);
        answered = tool == null ? answered : tool;
      }
    }
    return answered;
  }

  /** Since 3.x: a string, or an object with an id. */
  private static @Nullable String conversation(Object request) {
    Object conversation = Fields.BY_NAME.read(request, "_conversation");
    if (conversation instanceof String raw) {
      return raw;
    }
    String id = Fields.BY_NAME.text(conversation, "id");
    return id != null
        ? id
        : Fields.BY_NAME.text(
            Fields.BY_NAME.first(
                conversation, "responseConversationParam", "betaResponseConversationParam"),
            "id");
  }
}
