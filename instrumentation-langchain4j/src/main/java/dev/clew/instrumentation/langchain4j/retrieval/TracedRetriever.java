// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.kit.call.OperationHook;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wraps a retriever that is a lambda with the hook that is woven into all others. */
final class TracedRetriever implements ContentRetriever {
  private final ContentRetriever lambda;
  private final RetrieveHook hook;
  private final FailureReporter failures;

  TracedRetriever(ContentRetriever lambda, RetrieveHook hook, FailureReporter failures) {
    this.lambda = lambda;
    this.hook = hook;
    this.failures = failures;
  }

  ContentRetriever lambda() {
    return lambda;
  }

  @Override
  public List<Content> retrieve(Query query) {
    OperationHook.State<RetrievalPayload> state = enter(query);
    List<Content> found;
    try {
      found = lambda.retrieve(query);
    } catch (Throwable thrown) {
      exit(state, null, thrown);
      throw thrown;
    }
    exit(state, found, null);
    return found;
  }

  private OperationHook.@Nullable State<RetrievalPayload> enter(Query query) {
    try {
      return hook.enter(new Call(lambda, query));
    } catch (RuntimeException | LinkageError internalFailure) {
      failures.report(TracedRetriever.class, internalFailure);
      return null;
    }
  }

  private void exit(
      OperationHook.@Nullable State<RetrievalPayload> state,
      @Nullable List<Content> found,
      @Nullable Throwable thrown) {
    try {
      if (state != null) {
        hook.exit(state, found, thrown);
      }
    } catch (RuntimeException | LinkageError internalFailure) {
      failures.report(TracedRetriever.class, internalFailure);
    }
  }

  @Override
  public String toString() {
    return lambda.toString();
  }
}
