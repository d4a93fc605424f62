// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Traces {@code McpClientSession.sendRequest}: all other requests of clients to servers. It is
 * called upon subscription, and its result is subscribed to immediately.
 */
final class SendRequestHook implements Hook<SendRequestHook.Sent> {
  private final CallObservations calls;
  private final Sessions sessions;

  SendRequestHook(CallObservations calls, Sessions sessions) {
    this.calls = calls;
    this.sessions = sessions;
  }

  record Sent(Object session, String method, @Nullable Object parameters) {}

  @Override
  public @Nullable Sent enter(Call call) {
    String method = call.argument(0, String.class);
    return method != null && (ListingPayload.covers(method) || method.equals(Sessions.INITIALIZE))
        ? new Sent(call.self(Object.class), method, call.argument(1, Object.class))
        : null;
  }

  @Override
  @SuppressWarnings("unchecked") // the type of the answer is irrelevant
  public @Nullable Object exit(Sent sent, @Nullable Object result, @Nullable Throwable thrown) {
    if (!(result instanceof Mono<?> answer)) {
      return result;
    }
    if (sent.method().equals(Sessions.INITIALIZE)) {
      return answer.doOnNext(each -> sessions.initialized(sent.session(), each));
    }
    return new TracedMono<>(
        (Mono<Object>) answer, () -> start(sent), (assembled, span) -> assembled, calls.failures());
  }

  private CallObservation start(Sent sent) {
    String target = ListingPayload.target(sent.parameters());
    ListingPayload payload = new ListingPayload(sessions.serverOf(sent.session()), sent.method());
    Context outside = Context.current();
    String name = target == null ? sent.method() : sent.method() + " " + target;
    Span span = calls.tracer().start(outside, SpanType.MCP, name, payload);
    span.setAttribute("mcp.method.name", sent.method());
    if (target != null) {
      boolean resource = sent.method().startsWith("resources/");
      span.setAttribute(resource ? "mcp.resource.uri" : "gen_ai.prompt.name", target);
    }
    return new CallObservation(calls, span, false, payload, outside);
  }
}
