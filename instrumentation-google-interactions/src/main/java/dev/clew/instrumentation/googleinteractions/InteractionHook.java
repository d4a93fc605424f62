// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import dev.clew.kit.value.Providers;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces interactions where they are created: since 1.80 {@code InteractionContinuation.create} and
 * {@code createAsync}, which all ways lead to, and before that {@code create} with {@code (String,
 * CreateInteractionRequestBody, Options)}.
 */
final class InteractionHook extends HookedCallHook {
  private static final String GEMINI = "gcp.gemini";

  static final String CONTINUATION = "continuation";

  private final ToolLoop tools;
  private final EarlierInteractions earlier;
  private final Services services;

  InteractionHook(Calls calls, ToolLoop tools, EarlierInteractions earlier, Services services) {
    super(calls);
    this.tools = tools;
    this.earlier = earlier;
    this.services = services;
  }

  @Override
  protected @Nullable HookedCall begin(HookedCalls calls, Call call) {
    boolean funnel = CONTINUATION.equals(call.label());
    String url =
        funnel
            ? Services.urlOf(call.argument(0, Object.class))
            : services.url(call.self(Object.class));
    Object argument = call.argument(1, Object.class);
    Object body = funnel ? Fields.read(argument, "body") : argument;
    InteractionRequest request = InteractionRequest.of(body);
    String server = url == null ? null : Providers.address(url);
    Span answered = request.reportResults(server, tools);
    if (answered == null) {
      answered = earlier.find(request.previousId());
    }
    InteractionPayload payload =
        new InteractionPayload(Providers.ofUrl(url, GEMINI), server, request, tools);
    HookedCall begun =
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
}
