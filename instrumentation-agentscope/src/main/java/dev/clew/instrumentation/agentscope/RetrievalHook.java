// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.ReceiverNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Traces {@code Knowledge.retrieve(String, RetrieveConfig)}, which version 2 has deprecated: its
 * types are read by name.
 */
final class RetrievalHook implements Hook<RetrievalHook.Search> {
  private final CallObservations calls;

  RetrievalHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A search that begins when it is subscribed. */
  record Search(String source, @Nullable String query, @Nullable Integer limit) {}

  @Override
  public @Nullable Search enter(Call call) {
    Object knowledge = call.self(Object.class);
    if (!LibraryObjects.isReal(knowledge)) {
      return null;
    }
    Object config = call.argument(1, Object.class);
    Long limit = LibraryObjects.READER.number(config, "getLimit");
    return new Search(
        ReceiverNames.name(knowledge),
        call.argument(0, String.class),
        limit == null ? null : (Integer) limit.intValue());
  }

  @Override
  public @Nullable Object exit(Search search, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Mono<?> found
        ? new TracedMono<>(found, new Start(null, caller -> begin(search), calls.failures()))
        : result;
  }

  private @Nullable Started begin(Search search) {
    RetrievalContent content = new RetrievalContent(search);
    CallObservation call =
        CallObservation.start(calls, SpanType.RETRIEVAL, "retrieve " + search.source(), content);
    return call == null ? null : new Started(call);
  }
}
