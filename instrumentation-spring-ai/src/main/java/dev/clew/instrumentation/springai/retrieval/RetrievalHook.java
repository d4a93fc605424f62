// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationHook;
import dev.clew.kit.value.ReceiverNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code VectorStore.similaritySearch} and {@code DocumentRetriever.retrieve}, whose
 * artifact an application may lack; a retriever's span also stands for its store's.
 */
final class RetrievalHook extends OperationHook<RetrievalPayload> {
  RetrievalHook(Tracer tracer) {
    super(tracer, RetrievalPayload.KIND);
  }

  @Override
  protected @Nullable RetrievalPayload begin(Object receiver, Call call) {
    Object request = LibraryObjects.callableOrNull(call.required(0, Object.class));
    Integer topK =
        LibraryObjects.READER.read(request, "getTopK") instanceof Integer limit ? limit : null;
    Operation<RetrievalPayload> outer = Operation.current(RetrievalPayload.KIND);
    if (outer != null) {
      outer.payload().limit(topK);
      return null;
    }
    String search = LibraryObjects.READER.text(request, "getQuery");
    String query = search != null ? search : LibraryObjects.READER.text(request, "text");
    return new RetrievalPayload(call.label() + " ", ReceiverNames.name(receiver), query, topK);
  }

  @Override
  protected void answered(RetrievalPayload payload, Span span, Object result) {
    payload.found(span, result);
  }
}
