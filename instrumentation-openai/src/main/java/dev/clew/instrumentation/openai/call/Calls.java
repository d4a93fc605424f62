// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.client.Clients;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/** Begins calls, whatever they ask for; shared by the hooks of one application class loader. */
public final class Calls {
  private final CallObservations observations;
  private final Clients clients;
  private final OpenAiLibrary library = new OpenAiLibrary();

  public Calls(CallObservations observations, Clients clients) {
    this.observations = observations;
    this.clients = clients;
  }

  /** Returns the client whose service {@code call} is made on. */
  public Client client(Call call) {
    return clients.of(call.self(Object.class));
  }

  /** Begins a call; null if nothing is kept of it. */
  public @Nullable HttpCall begin(SpanType type, String name, OpenAiPayload payload) {
    return begin(type, name, payload, null);
  }

  /**
   * Begins a call; null if nothing is kept of it.
   *
   * @param answered a span whose work the call carries the result of: the call goes on in its trace
   *     if it is not part of one
   */
  public @Nullable HttpCall begin(
      SpanType type, String name, OpenAiPayload payload, @Nullable Span answered) {
    return HttpCall.begin(observations, library, type, name, payload, answered);
  }
}
