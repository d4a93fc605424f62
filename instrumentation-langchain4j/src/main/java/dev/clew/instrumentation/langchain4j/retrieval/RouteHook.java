// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.kit.call.ContextTransfer;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationHook;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code QueryRouter.route}, and wraps those of the returned retrievers that are lambdas,
 * because agents never see lambda classes.
 *
 * <p>Only for the library's own augmentor, which does nothing but call the retrievers; other
 * callers might compare them by identity.
 */
final class RouteHook implements Hook<RouteHook.State> {
  private final RouteOperation operation;
  private final RetrieveHook retrieveHook;
  private final ContextTransfer transfer;
  private final FailureReporter failures;

  RouteHook(
      RouteOperation operation,
      RetrieveHook retrieveHook,
      ContextTransfer transfer,
      FailureReporter failures) {
    this.operation = operation;
    this.retrieveHook = retrieveHook;
    this.transfer = transfer;
    this.failures = failures;
  }

  record State(OperationHook.@Nullable State<StepPayload> span, boolean forLibraryAugmentor) {}

  @Override
  public State enter(Call call) {
    Context context = transfer.contextOf(call.argument(0, Query.class));
    Operation<RetrievalPayload> augmentation = context.get(AugmentHook.KIND);
    boolean outermost = Operation.current(RouteOperation.KIND) == null;
    return new State(
        operation.enter(call),
        outermost
            && augmentation != null
            && augmentation.receiver() instanceof DefaultRetrievalAugmentor);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state.span() != null) {
      operation.exit(state.span(), result, thrown);
    }
    return state.forLibraryAugmentor() && result instanceof Collection<?> routes
        ? wrapLambdas(routes)
        : result;
  }

  private Object wrapLambdas(Collection<?> routes) {
    Long count = Documents.count(routes);
    if (count == null || routes.stream().noneMatch(RouteHook::isLambda)) {
      return routes;
    }
    List<@Nullable Object> wrapped = new ArrayList<>(routes.size());
    for (Object route : routes) {
      wrapped.add(
          isLambda(route) && route instanceof ContentRetriever retriever
              ? new TracedRetriever(retriever, retrieveHook, failures)
              : route);
    }
    return wrapped;
  }

  private static boolean isLambda(@Nullable Object route) {
    return route != null && dev.clew.kit.value.ReceiverNames.isLambda(route);
  }
}
