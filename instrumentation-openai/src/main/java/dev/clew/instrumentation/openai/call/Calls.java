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

/** Starts calls of all kinds; shared by the hooks of one application class loader. */
public final class Calls {
  private final CallObservations observations;
  private final Clients clients;
  private final OpenAiLibrary library = new OpenAiLibrary();

  public Calls(CallObservations observations, Clients clients) {
    this.observations = observations;
    this.clients = clients;
  }

  /** Returns the client whose service receives {@code call}. */
  public Client client(Call call) {
    return clients.of(call.self(Object.class));
  }

  /** Starts a call; returns null if it is not recorded. */
  public @Nullable HttpCall begin(SpanType type, String name, OpenAiPayload payload) {
    return begin(type, name, payload, null);
  }

  /**
   * Starts a call; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries; outside any other trace, the call joins
   *     the trace of that span
   */
  public @Nullable HttpCall begin(
      SpanType type, String name, OpenAiPayload payload, @Nullable Span answered) {
    return HttpCall.begin(observations, library, type, name, payload, answered);
  }
}
