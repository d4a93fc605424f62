// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** A {@code Mono} with a run per subscription. */
final class TracedMono<T> extends MonoOperator<T, T> {
  private final Start start;

  TracedMono(Mono<? extends T> assembled, Start start) {
    super(assembled);
    this.start = start;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    TracedSubscriber.subscribe(source, actual, start, true);
  }
}
