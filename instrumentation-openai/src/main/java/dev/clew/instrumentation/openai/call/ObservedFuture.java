// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import dev.clew.api.trace.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The response to come of an asynchronous call, wrapped when it comes. */
final class ObservedFuture {
  private ObservedFuture() {}

  /** Returns a future that ends as {@code source} does; cancelling either cancels both. */
  @SuppressWarnings("FutureReturnValueIgnored") // callbacks, which throw nothing
  static CompletableFuture<Object> observe(CompletableFuture<?> source, ModelCall call) {
    CompletableFuture<Object> observed = new CompletableFuture<>();
    source.whenComplete((response, thrown) -> pass(response, thrown, observed, call));
    observed.whenComplete(
        (response, thrown) -> {
          if (observed.isCancelled()) {
            source.cancel(true);
          }
          if (thrown != null) {
            call.failed(thrown); // no effect unless the application ended the future itself
          }
        });
    return observed;
  }

  private static void pass(
      @Nullable Object response,
      @Nullable Throwable thrown,
      CompletableFuture<Object> observed,
      ModelCall call) {
    // What the application chained to the future runs here, as part of the caller's work.
    try (Scope ignored = call.caller().makeCurrent()) {
      if (thrown != null) {
        call.failed(thrown);
        observed.completeExceptionally(thrown);
      } else if (response instanceof HttpResponseFor<?> arrived) {
        if (!observed.complete(call.observe(arrived))) {
          call.stopped("cancelled");
        }
      } else if (response instanceof HttpResponse arrived) {
        if (!observed.complete(call.observeBytes(arrived))) {
          call.stopped("cancelled");
        }
      } else {
        call.parsed(response);
        observed.complete(response);
      }
    }
  }
}
