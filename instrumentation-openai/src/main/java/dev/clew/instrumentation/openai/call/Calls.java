// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.client.Clients;
import org.jspecify.annotations.Nullable;

/** Begins calls, whatever they ask for; shared by the hooks of one application class loader. */
public final class Calls {
  private final Tracer tracer;
  private final Clients clients;
  private final Abandonment abandonment;
  private final FailureReport failures;

  public Calls(Tracer tracer, Clients clients, Abandonment abandonment, FailureReport failures) {
    this.tracer = tracer;
    this.clients = clients;
    this.abandonment = abandonment;
    this.failures = failures;
  }

  /** Returns the client whose service {@code call} is made on. */
  public Client client(Call call) {
    return clients.of(call.self(Object.class));
  }

  /** Begins a call; null if nothing is kept of it. */
  public @Nullable ModelCall begin(SpanType type, String name, Capture capture) {
    return ModelCall.begin(tracer, abandonment, failures, type, name, capture);
  }
}
