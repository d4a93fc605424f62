// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.client.Clients;
import org.jspecify.annotations.Nullable;

/** Begins calls, whatever they ask for; shared by the hooks of one application class loader. */
public final class Calls {
  /** How moderations are called, here and by frameworks. */
  private static final String MODERATION = "moderation";

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
    return begin(type, name, capture, null);
  }

  /**
   * Begins a call; null if nothing is kept of it.
   *
   * @param answered a span whose work the call carries the result of: the call goes on in its trace
   *     if it is not part of one
   */
  public @Nullable ModelCall begin(
      SpanType type, String name, Capture capture, @Nullable Span answered) {
    Context caller = Context.current();
    Span above = caller.span();
    boolean nested = above != null && above.isRecording() && isSameWork(above, type);
    Span span;
    if (nested && above != null) {
      span = above;
    } else if (above == null && answered != null) {
      span = tracer.startBeside(answered, type, name, capture);
    } else {
      span = tracer.start(caller, type, name, capture);
    }
    if (!span.isRecording()) {
      return null;
    }
    if (nested) {
      span.enrich(capture.enrichment());
    }
    return new ModelCall(span, nested, capture, this, caller);
  }

  Abandonment abandonment() {
    return abandonment;
  }

  FailureReport failures() {
    return failures;
  }

  /** Tells whether a framework's span stands for the very call that is being made. */
  private static boolean isSameWork(Span above, SpanType type) {
    return switch (above.type()) {
      case GENERATION -> type == SpanType.GENERATION || type == SpanType.RESPONSE;
      case EMBEDDING -> type == SpanType.EMBEDDING;
      case GUARDRAIL -> type == SpanType.GUARDRAIL && isModeration(above.name());
      default -> false;
    };
  }

  /** Any other guardrail may moderate as one of several steps, which then show on their own. */
  private static boolean isModeration(String guardrail) {
    return guardrail.equals(MODERATION) || guardrail.startsWith(MODERATION + " ");
  }
}
