// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The response to come of an asynchronous call. */
public final class ObservedFuture {
  private ObservedFuture() {}

  /**
   * Returns a future that ends as {@code source} does; cancelling either cancels both.
   *
   * @param caller the context that the application's continuations run in
   * @param arrived returns what the application is given in place of the response; never throws
   * @param failed is told why no response came; never throws, and may be told more than once
   */
  @SuppressWarnings("FutureReturnValueIgnored") // callbacks, which throw nothing
  public static CompletableFuture<@Nullable Object> observe(
      CompletableFuture<?> source,
      Context caller,
      UnaryOperator<@Nullable Object> arrived,
      Consumer<Throwable> failed) {
    CompletableFuture<@Nullable Object> observed = new CompletableFuture<>();
    source.whenComplete(
        (response, thrown) -> {
          // What the application chained to the future runs here, as part of the caller's work.
          try (Scope ignored = caller.makeCurrent()) {
            if (thrown != null) {
              failed.accept(thrown);
              observed.completeExceptionally(thrown);
            } else if (!observed.complete(arrived.apply(response))) {
              failed.accept(new CancellationException());
            }
          }
        });
    observed.whenComplete(
        (response, thrown) -> {
          if (observed.isCancelled()) {
            source.cancel(true);
          }
          if (thrown != null) {
            failed.accept(thrown); // no effect unless the application ended the future itself
          }
        });
    return observed;
  }
}
