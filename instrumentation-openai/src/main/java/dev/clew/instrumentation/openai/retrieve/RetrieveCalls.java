// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Starts calls that read a response without creating one.
 *
 * <p>Their spans start as custom spans, because it is not known yet whether the answer is the end
 * of a background response; if it is, the span's data makes it a response span.
 */
final class RetrieveCalls {
  private final Calls calls;
  private final ToolLoop tools;
  private final UnfinishedResponses unfinished;

  RetrieveCalls(Calls calls, ToolLoop tools, UnfinishedResponses unfinished) {
    this.calls = calls;
    this.tools = tools;
    this.unfinished = unfinished;
  }

  /**
   * Starts a call.
   *
   * @param verb the operation on the response
   * @return null if it is not recorded
   */
  @Nullable HttpCall begin(Call call, String verb, boolean streamed) {
    Object params = call.required(0, Object.class);
    ServiceClient client = calls.client(call);
    String id = Fields.BY_NAME.text(params, "responseId");
    Long after =
        Fields.BY_NAME.read(params, "startingAfter") instanceof Long number ? number : null;
    Unfinished pending =
        id == null || isReportedByFramework() ? null : unfinished.find(client.serverAddress(), id);
    RetrievePayload.Query query = new RetrievePayload.Query(verb + "_response", id, after);
    RetrievePayload payload = new RetrievePayload(client, query, streamed, tools, pending);
    HttpCall started = calls.begin(SpanType.CUSTOM, SpanNames.of(verb + " response", id), payload);
    String conversation = pending == null ? null : pending.conversation();
    if (started != null && conversation != null) {
      started.setGroupId(conversation);
    }
    return started;
  }

  /** A framework that polls its own response reports the tokens itself. */
  private static boolean isReportedByFramework() {
    Span above = Context.current().span();
    return above != null && above.isRecording() && above.type() == SpanType.GENERATION;
  }
}
