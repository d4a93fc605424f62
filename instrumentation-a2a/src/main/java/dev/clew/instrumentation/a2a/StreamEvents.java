// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.Scope;
import java.util.function.Consumer;

/**
 * Observes the events of a stream. The run ends with the last one; what the application does with
 * any of them is done in its own context.
 */
final class StreamEvents implements Consumer<Object> {
  private final Run run;
  private final Consumer<Object> consumer;

  StreamEvents(Run run, Consumer<Object> consumer) {
    this.run = run;
    this.consumer = consumer;
  }

  @Override
  public void accept(Object event) {
    try {
      run.call().pushed(event);
    } catch (Throwable internalFailure) {
      run.call().reportInternalFailure(internalFailure);
    }
    try (Scope outside = run.call().callerContext().makeCurrent()) {
      consumer.accept(event);
    } catch (Throwable thrown) {
      run.call().consumerFailed(thrown);
      throw thrown;
    }
  }
}
