// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import com.openai.models.ResponsesModel;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import org.jspecify.annotations.Nullable;

/** Begins the calls of the Responses API. */
final class ResponseCalls {
  private final Calls calls;
  private final ToolRuns tools;

  ResponseCalls(Calls calls, ToolRuns tools) {
    this.calls = calls;
    this.tools = tools;
  }

  @Nullable ModelCall begin(Call call, boolean streamed) {
    ResponseCreateParams params = call.required(0, ResponseCreateParams.class);
    Client client = calls.client(call);
    Span answered = reportResults(params, client.serverAddress());
    String conversation = conversation(params);
    ResponseCapture capture = new ResponseCapture(client, params, streamed, tools, conversation);
    String name = ModelName.after("response", model(params));
    ModelCall begun = calls.begin(SpanType.RESPONSE, name, capture, answered);
    if (begun != null && conversation != null) {
      begun.groupId(conversation);
    }
    return begun;
  }

  private @Nullable Span reportResults(ResponseCreateParams params, @Nullable String server) {
    ResponseCreateParams.Input input = params._input().asKnown().orElse(null);
    Span answered = null;
    if (input == null || !input.isResponse() || !tools.isWaiting()) {
      return answered;
    }
    for (ResponseInputItem item : input.asResponse()) {
      Object output =
          item.isFunctionCallOutput()
              ? item.asFunctionCallOutput()
              : Accessors.read(item, "customToolCallOutput"); // since 3.0
      String id = Accessors.text(output, "_callId");
      if (id != null && output != null) {
        Span tool = tools.answered(id, server, null, output);
        answered = tool == null ? answered : tool;
      }
    }
    return answered;
  }

  private static @Nullable String model(ResponseCreateParams params) {
    ResponsesModel model = params._model().asKnown().orElse(null);
    if (model == null) {
      return params._model().asString().orElse(null);
    } else if (model.isString()) {
      return model.asString();
    } else if (model.isChat()) {
      return model.asChat()._value().asString().orElse(null);
    }
    return model.isOnly() ? model.asOnly()._value().asString().orElse(null) : null;
  }

  /** Conversations came with 3.x: a string, or an object with an id. */
  private static @Nullable String conversation(ResponseCreateParams params) {
    Object conversation = Accessors.read(params, "_conversation");
    String id = Accessors.text(conversation, "id");
    if (id != null) {
      return id;
    }
    return Accessors.text(Accessors.read(conversation, "responseConversationParam"), "id");
  }
}
