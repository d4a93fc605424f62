// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.call.ContextTransfer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code DefaultRetrievalAugmentor.process}, which submits queries to an executor if there
 * are several, or several retrievers for one, and waits for the results.
 */
final class QueriesProcessedHook implements Hook<List<?>> {
  private final ContextTransfer transfer;

  QueriesProcessedHook(ContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable List<?> enter(Call call) {
    List<Object> queries = Documents.snapshot(call.argument(0, Object.class));
    queries.forEach(transfer::capture);
    return queries;
  }

  @Override
  public @Nullable Object exit(
      List<?> queries, @Nullable Object result, @Nullable Throwable thrown) {
    // If one retriever threw, others may not have started yet; their entries are weak.
    if (thrown == null) {
      queries.forEach(transfer::forget);
    }
    return result;
  }
}
