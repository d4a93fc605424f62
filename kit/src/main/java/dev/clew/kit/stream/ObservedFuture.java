// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Observes the future response of an asynchronous call. */
public final class ObservedFuture {
  private ObservedFuture() {}

  /**
   * Returns a future that completes as {@code source} does; cancelling either cancels both.
   *
   * @param caller the context for the application's continuations
   * @param arrived returns what the application receives in place of the response; never throws
   * @param failed receives the reason if there is no response; never throws; may be called
   *     repeatedly
   */
  @SuppressWarnings("FutureReturnValueIgnored") // callbacks that throw nothing
  public static CompletableFuture<@Nullable Object> observe(
      CompletableFuture<?> source,
      Context caller,
      UnaryOperator<@Nullable Object> arrived,
      Consumer<Throwable> failed) {
    CompletableFuture<@Nullable Object> observed = new CompletableFuture<>();
    source.whenComplete(
        (response, thrown) -> {
          // Continuations that the application attached run here, as part of the caller's work.
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
            failed.accept(thrown); // no effect unless the application completed the future itself
          }
        });
    return observed;
  }
}
