// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.core.http.HttpResponseFor;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The raw response to come of an asynchronous call. */
final class RunFuture {
  private RunFuture() {}

  /** Returns a future that ends as {@code source} does; cancelling either cancels both. */
  @SuppressWarnings("FutureReturnValueIgnored") // callbacks, which throw nothing
  static CompletableFuture<Object> observe(
      CompletableFuture<?> source, SessionRun run, SessionRuns runs) {
    CompletableFuture<Object> observed = new CompletableFuture<>();
    source.whenComplete((response, thrown) -> pass(response, thrown, observed, run, runs));
    observed.whenComplete(
        (response, thrown) -> {
          if (observed.isCancelled()) {
            source.cancel(true);
          }
          if (thrown != null) {
            run.failed(thrown);
          }
        });
    return observed;
  }

  private static void pass(
      @Nullable Object response,
      @Nullable Throwable thrown,
      CompletableFuture<Object> observed,
      SessionRun run,
      SessionRuns runs) {
    // What the application chained to the future runs here, as part of the caller's work.
    try (Scope ignored = run.caller().makeCurrent()) {
      if (thrown != null) {
        run.failed(thrown);
        observed.completeExceptionally(thrown);
      } else {
        Object passed =
            response instanceof HttpResponseFor<?> arrived ? runs.respond(run, arrived) : response;
        if (!observed.complete(passed)) {
          run.failed(new CancellationException());
        }
      }
    }
  }
}
