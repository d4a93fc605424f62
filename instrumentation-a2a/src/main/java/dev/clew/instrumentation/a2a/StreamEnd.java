// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.Scope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Observes the end of a stream: the SDK reports an error or, if there was none, null. */
final class StreamEnd implements Consumer<@Nullable Object> {
  private final Run run;
  private final Consumer<@Nullable Object> consumer;

  StreamEnd(Run run, Consumer<@Nullable Object> consumer) {
    this.run = run;
    this.consumer = consumer;
  }

  @Override
  public void accept(@Nullable Object error) {
    try {
      if (error instanceof Throwable thrown) {
        run.call().failed(thrown);
      } else {
        run.payload().noMoreEvents();
        run.call().exhausted();
      }
    } catch (Throwable internalFailure) {
      run.call().reportInternalFailure(internalFailure);
    }
    try (Scope outside = run.call().callerContext().makeCurrent()) {
      consumer.accept(error);
    }
  }
}
