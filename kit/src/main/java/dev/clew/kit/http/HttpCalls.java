// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/**
 * Starts calls of all kinds. A module's subclass says what its library is; the hooks of one
 * application class loader share one.
 */
public abstract class HttpCalls {
  private final CallObservations observations;
  private final HttpLibrary library;
  private final ServiceClients<?> clients;

  protected HttpCalls(
      CallObservations observations, HttpLibrary library, ServiceClients<?> clients) {
    this.observations = observations;
    this.library = library;
    this.clients = clients;
  }

  /** Returns the client whose service receives {@code call}. */
  public final ServiceClient client(Call call) {
    return clients.of(call.self(Object.class));
  }

  /** Starts a call; returns null if it is not recorded. */
  public final @Nullable HttpCall begin(SpanType type, String name, HttpPayload<?> payload) {
    return begin(type, name, payload, null);
  }

  /**
   * Starts a call; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries; outside any other trace, the call joins
   *     the trace of that span
   */
  public final @Nullable HttpCall begin(
      SpanType type, String name, HttpPayload<?> payload, @Nullable Span answered) {
    return HttpCall.begin(observations, library, type, name, payload, answered);
  }
}
