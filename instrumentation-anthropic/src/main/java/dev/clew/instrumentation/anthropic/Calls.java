// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ServiceClients;
import org.jspecify.annotations.Nullable;

/** Starts calls of all kinds; shared by the hooks of one application class loader. */
final class Calls {
  private final CallObservations observations;
  private final AnthropicLibrary library = new AnthropicLibrary();
  private final ServiceClients<ClientOptions, Client> clients =
      new ServiceClients<>(ClientOptions.class, Client::of, Client.UNKNOWN);

  Calls(CallObservations observations) {
    this.observations = observations;
  }

  /** Returns the client whose service receives {@code call}. */
  Client client(Call call) {
    return clients.of(call.self(Object.class));
  }

  /**
   * Starts a call; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries, or null
   */
  @Nullable HttpCall begin(
      SpanType type, String name, AnthropicPayload payload, @Nullable Span answered) {
    return HttpCall.begin(observations, library, type, name, payload, answered);
  }
}
