// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces interactions where they are created: since 1.80 {@code InteractionContinuation.create} and
 * {@code createAsync}, which all ways lead to, and before that {@code create} with {@code (String,
 * CreateInteractionRequestBody, Options)}.
 */
final class InteractionHook implements Hook<GenAiCall> {
  static final String CONTINUATION = "continuation";

  private final Calls calls;
  private final ToolLoop tools;
  private final EarlierInteractions earlier;

  InteractionHook(Calls calls, ToolLoop tools, EarlierInteractions earlier) {
    this.calls = calls;
    this.tools = tools;
    this.earlier = earlier;
  }

  @Override
  public @Nullable GenAiCall enter(Call call) {
    if (GenAiCall.isInProgress()) {
      return null;
    }
    boolean funnel = CONTINUATION.equals(call.label());
    Object configuration =
        funnel
            ? call.argument(0, Object.class)
            : PrivateFields.read(call.self(Object.class), "sdkConfiguration");
    Object argument = call.argument(1, Object.class);
    Object body = funnel ? Fields.read(argument, "body") : argument;
    InteractionRequest request = InteractionRequest.of(body);
    Client client = Client.ofInteractions(configuration);
    Span answered = request.reportResults(client, tools);
    if (answered == null) {
      answered = earlier.find(request.previousId());
    }
    InteractionPayload payload = new InteractionPayload(client, request, tools);
    GenAiCall begun =
        request.agent() == null
            ? calls.begin(
                SpanType.RESPONSE, SpanNames.of("response", request.model()), payload, answered)
            : calls.begin(SpanType.AGENT, request.agent(), payload, answered);
    if (begun != null) {
      Span span = begun.span();
      payload.onId(id -> earlier.add(id, span));
    }
    return begun;
  }

  @Override
  public @Nullable Object exit(
      GenAiCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
