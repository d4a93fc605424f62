// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservations;
import io.a2a.spec.AgentCard;
import io.a2a.spec.MessageSendParams;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces runs of remote agents: {@code ClientTransport.sendMessage}, and the methods that stream
 * the events of a run to two consumers.
 */
final class TransportHook implements Hook<TransportHook.Sending> {
  static final String STREAM = "stream";

  private static final ContextKey<Run> REMOTE = ContextKey.named("a2a remote run");

  private final CallObservations calls;

  TransportHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A request in progress. */
  record Sending(Run run, boolean streamed, Scope scope) {}

  @Override
  public @Nullable Sending enter(Call call) {
    Object request = call.argument(0, Object.class);
    // A mock sends nothing. A transport that wraps another has started the run.
    if (request == null || !Sdk.isReal(call.self(Object.class)) || Run.current(REMOTE) != null) {
      return null;
    }
    Remote remote = Context.current().get(Remote.KEY);
    RunPayload payload = payload(request, remote == null ? null : remote.card());
    Run run =
        remote != null && remote.ofFramework()
            ? Run.ofFramework(calls, payload)
            : Run.start(calls, payload);
    if (run == null) {
      return null;
    }
    payload.identify(request);
    boolean streamed = STREAM.equals(call.label());
    if (streamed) {
      observeStream(run, call);
    }
    return new Sending(run, streamed, run.enter(REMOTE));
  }

  private static RunPayload payload(Object request, @Nullable AgentCard card) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("remote", "a2a");
    details.put("agent_version", Cards.version(card));
    String name = Cards.name(card);
    Object message =
        request instanceof MessageSendParams params && Sdk.mayCall(params)
            ? params.message()
            : null;
    return new RunPayload(
        name == null ? "remote agent" : name, Cards.description(card), message, details);
  }

  @SuppressWarnings("unchecked") // the types of the consumers do not matter
  private static void observeStream(Run run, Call call) {
    Consumer<Object> events = call.argument(1, Consumer.class);
    Consumer<Object> errors = call.argument(2, Consumer.class);
    if (events != null) {
      StreamEvents observed = new StreamEvents(run, events);
      run.call().watch(observed);
      call.replaceArgument(1, observed);
    }
    if (errors != null) {
      call.replaceArgument(2, new StreamEnd(run, errors));
    }
  }

  @Override
  public @Nullable Object exit(
      Sending sending, @Nullable Object result, @Nullable Throwable thrown) {
    sending.scope().close();
    if (thrown != null || !sending.streamed()) {
      sending.run().call().finished(result, thrown);
    }
    return result;
  }
}
