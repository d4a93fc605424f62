// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.rereads;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import org.jspecify.annotations.Nullable;

/**
 * Begins the calls that look at a response and do not make one.
 *
 * <p>Their spans start as custom ones, since nobody knows yet whether the answer brings the end of
 * a background response; if it does, the data say that it is a response.
 */
final class ResponseFetches {
  private final Calls calls;
  private final ToolRuns tools;
  private final UnfinishedResponses unfinished;

  ResponseFetches(Calls calls, ToolRuns tools, UnfinishedResponses unfinished) {
    this.calls = calls;
    this.tools = tools;
    this.unfinished = unfinished;
  }

  /**
   * Begins a call.
   *
   * @param verb what is done to the response
   * @return null if nothing is kept of it
   */
  @Nullable ModelCall begin(Call call, String verb, boolean streamed) {
    Object params = call.required(0, Object.class);
    Client client = calls.client(call);
    String id = Accessors.text(params, "responseId");
    Long after = Accessors.read(params, "startingAfter") instanceof Long number ? number : null;
    Unfinished begun =
        id == null || isToldAbove() ? null : unfinished.find(client.serverAddress(), id);
    FetchCapture.Look look = new FetchCapture.Look(verb + "_response", id, after);
    FetchCapture capture = new FetchCapture(client, look, streamed, tools, begun);
    ModelCall started =
        calls.begin(SpanType.CUSTOM, ModelName.after(verb + " response", id), capture);
    String conversation = begun == null ? null : begun.conversation();
    if (started != null && conversation != null) {
      started.groupId(conversation);
    }
    return started;
  }

  /** A framework that waits for its own response says itself what it cost. */
  private static boolean isToldAbove() {
    Span above = Context.current().span();
    return above != null && above.isRecording() && above.type() == SpanType.GENERATION;
  }
}
