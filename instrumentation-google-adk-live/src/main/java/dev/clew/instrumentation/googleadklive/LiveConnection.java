// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.OpenCalls;
import dev.clew.kit.call.SessionTurns;
import dev.clew.kit.value.SpanNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a model: its generations, each from what is sent, or from the first response that
 * the model begins by itself, to the end of the turn or the functions that it requests.
 *
 * <p>If the client below is traced too, it announces each generation, in the same order.
 */
final class LiveConnection implements SessionTurns {
  private static final int MAX_SAID = 200;

  private final CallObservations calls;
  private final @Nullable String model;
  private final Context agent;
  private final OpenCalls<CallObservation> open = new OpenCalls<>();

  /** Contents that no generation has answered; guarded by this. */
  private List<Content> said = new ArrayList<>();

  /** Whether the last generation has requested functions, and nothing has been sent since. */
  private volatile boolean awaitsResults;

  LiveConnection(CallObservations calls, @Nullable String model) {
    this.calls = calls;
    this.model = model;
    this.agent = Context.current().forStorage(); // a connection may outlive the trace
  }

  /** Handles contents that are about to be sent; the model answers them. */
  void send(List<?> contents) {
    boolean any = false;
    for (Object each : contents) {
      if (each instanceof Content content && AdkLibrary.own(content) != null) {
        keep(content);
        any = true;
      }
    }
    if (any) {
      awaitsResults = false;
      start();
    }
  }

  private synchronized void keep(Content content) {
    if (said.size() < MAX_SAID) {
      said.add(content);
    }
  }

  private synchronized List<Content> takeSaid() {
    List<Content> taken = said;
    said = new ArrayList<>();
    return taken;
  }

  private @Nullable CallObservation start() {
    if (open.isClosed()) {
      return null;
    }
    try (Scope inside = agent.makeCurrent()) {
      TurnPayload payload = new TurnPayload(model, takeSaid());
      CallObservation call =
          CallObservation.start(calls, SpanType.GENERATION, SpanNames.of("live", model), payload);
      if (call != null) {
        open.add(call);
      }
      return call;
    }
  }

  private static TurnPayload payload(CallObservation call) {
    return (TurnPayload) call.payload();
  }

  /** Returns the generation that the client begins: one that has been sent, or a new one. */
  @Override
  public @Nullable Span begin() {
    for (CallObservation call : open.all()) {
      if (payload(call).claim()) {
        return call.span();
      }
    }
    CallObservation begun = start();
    return begun != null && payload(begun).claim() ? begun.span() : null;
  }

  /** Handles a response before the library does; throws nothing. */
  void received(Object item) {
    try {
      LlmResponse response = item instanceof LlmResponse any ? AdkLibrary.own(any) : null;
      if (response != null) {
        handle(response);
      }
    } catch (Throwable internalFailure) {
      calls.failures().report(LiveConnection.class, internalFailure);
    }
  }

  private void handle(LlmResponse response) {
    boolean says = response.content().isPresent();
    CallObservation call = open.oldest();
    if (call == null && says) {
      call = start();
    }
    // The end of a turn that has requested functions belongs to none.
    if (call == null || (awaitsResults && !says && !payload(call).hasBegun())) {
      return;
    }
    if (TurnPayload.requestsFunctions(response)) {
      awaitsResults = true;
    }
    if (call.pushed(response)) {
      open.remove(call);
    }
  }

  /** Ends what will not be answered any more, because the connection failed. */
  void failed(Throwable thrown) {
    open.close().forEach(call -> call.failed(thrown));
  }

  /** Ends what will not be answered any more, because the connection is closed. */
  void closed() {
    open.close().forEach(call -> call.stopped("closed_early"));
  }
}
