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
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces reading a response: {@code retrieve}; replaying or resuming its events: {@code
 * retrieveStreaming}; and ending a background response: {@code cancel}.
 *
 * <p>Their spans start as custom spans, because it is not known yet whether the answer is the end
 * of a background response; if it is, the span's data makes it a response span.
 */
final class RetrieveHook extends HttpCallHook {
  private static final String CANCEL = "cancel";

  private final ToolLoop tools;
  private final UnfinishedResponses unfinished;

  RetrieveHook(Calls calls, ToolLoop tools, UnfinishedResponses unfinished) {
    super(calls);
    this.tools = tools;
    this.unfinished = unfinished;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    String verb = CANCEL.equals(call.label()) ? CANCEL : "fetch";
    Object params = call.required(0, Object.class);
    ServiceClient client = calls.client(call);
    String id = Fields.BY_NAME.text(params, "responseId");
    Long after =
        Fields.BY_NAME.read(params, "startingAfter") instanceof Long number ? number : null;
    Unfinished pending =
        id == null || isReportedByFramework() ? null : unfinished.find(client.serverAddress(), id);
    RetrievePayload.Query query = new RetrievePayload.Query(verb + "_response", id, after);
    RetrievePayload payload = new RetrievePayload(client, query, isStreamed(call), tools, pending);
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
