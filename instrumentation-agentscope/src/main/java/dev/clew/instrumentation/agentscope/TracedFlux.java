// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/** A {@code Flux} with a run per subscription. */
final class TracedFlux<T> extends FluxOperator<T, T> {
  private final Start start;

  TracedFlux(Flux<? extends T> assembled, Start start) {
    super(assembled);
    this.start = start;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    TracedSubscriber.subscribe(source, actual, start, false);
  }
}
