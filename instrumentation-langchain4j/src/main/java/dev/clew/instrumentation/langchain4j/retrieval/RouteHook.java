// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
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
 * {@code QueryRouter.route}: has a span, and surrounds those of the retrievers which are lambdas,
 * since no agent ever gets to see the classes of those.
 *
 * <p>Only what goes to the library's own augmentor, which does nothing but call the retrievers, is
 * surrounded: anybody else might recognise the retriever that it made.
 */
final class RouteHook implements Hook<RouteHook.State> {
  private final RouteOperation work;
  private final RetrieveHook retrieving;
  private final ContextTransfer transfer;
  private final FailureReport failures;

  RouteHook(
      RouteOperation work,
      RetrieveHook retrieving,
      ContextTransfer transfer,
      FailureReport failures) {
    this.work = work;
    this.retrieving = retrieving;
    this.transfer = transfer;
    this.failures = failures;
  }

  record State(OperationHook.@Nullable State<StepPayload> span, boolean goesToTheAugmentor) {}

  @Override
  public State enter(Call call) {
    Context context = transfer.contextOf(call.argument(0, Query.class));
    Operation<RetrievalPayload> augmenting = context.get(AugmentHook.KIND);
    boolean outermost = Operation.current(RouteOperation.KIND) == null;
    return new State(
        work.enter(call),
        outermost
            && augmenting != null
            && augmenting.receiver() instanceof DefaultRetrievalAugmentor);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state.span() != null) {
      work.exit(state.span(), result, thrown);
    }
    return state.goesToTheAugmentor() && result instanceof Collection<?> routes
        ? surround(routes)
        : result;
  }

  private Object surround(Collection<?> routes) {
    Long count = Documents.count(routes);
    if (count == null || routes.stream().noneMatch(RouteHook::isLambda)) {
      return routes;
    }
    List<@Nullable Object> surrounded = new ArrayList<>(routes.size());
    for (Object route : routes) {
      surrounded.add(
          isLambda(route) && route instanceof ContentRetriever retriever
              ? new TracedRetriever(retriever, retrieving, failures)
              : route);
    }
    return surrounded;
  }

  private static boolean isLambda(@Nullable Object route) {
    return route != null && dev.clew.kit.value.ReceiverNames.isLambda(route);
  }
}
