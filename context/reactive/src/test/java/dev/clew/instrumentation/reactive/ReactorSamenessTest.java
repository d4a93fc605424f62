// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Assembly and subscription work exactly as without Clew. */
class ReactorSamenessTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ReactorModule(), new ConcurrentModule());

  @Test
  void chain_hasTheOperatorsThatTheApplicationGaveIt_andNoOther() {
    assertThat(inTrace(source -> Flux.from(source).map(x -> x + 1).filter(x -> x > 0)))
        .contains(
            "operators [FilterSubscriber, MapConditionalSubscriber]",
            "source subscribed by reactor.core.publisher.FluxMap$MapConditionalSubscriber");
  }

  @Test
  void fusedOperators_areFusedStill() {
    assertThat(inTrace(source -> Flux.range(1, 3).map(x -> x + 1)))
        .contains("operators [MapFuseableSubscriber, RangeSubscription]", "fused 1");
  }

  @Test
  void everyStep_isTheSameInATraceAndOutside() {
    List<Function<Publisher<Integer>, Publisher<Integer>>> chains =
        List.of(
            source -> source,
            source -> Flux.from(source).limitRate(2),
            source -> Mono.from(source),
            source -> Flux.from(source).take(1),
            source -> Flux.just(1, 2).flatMap(x -> source),
            source -> Flux.from(source).concatMap(x -> Mono.just(x)),
            source -> Flux.from(source).publish(it -> it.map(x -> x)),
            source -> Flux.from(source).share().retry(),
            source -> Flux.<Integer>create(sink -> sink.next(1).complete()).concatWith(source),
            source -> Flux.from(source).contextWrite(it -> it.put("key", 1)));
    for (Function<Publisher<Integer>, Publisher<Integer>> chain : chains) {
      assertThat(inTrace(chain)).isEqualTo(journal(chain)).hasSizeGreaterThan(2);
    }
  }

  @Test
  void chainThatHasNoSubscriber_doesNothing() {
    AtomicInteger subscriptions = new AtomicInteger();
    try (Scope ignored = Contexts.of(weaving, "origin").makeCurrent()) {
      Flux<Integer> chain =
          Flux.from((Subscriber<? super Integer> subscriber) -> subscriptions.incrementAndGet())
              .map(x -> x);

      assertThat(chain).isNotNull();
    }
    assertThat(subscriptions).hasValue(0);
  }

  private static List<String> inTrace(Function<Publisher<Integer>, Publisher<Integer>> chain) {
    Context origin = Contexts.of(weaving, "origin");
    try (Scope ignored = origin.makeCurrent()) {
      return journal(chain);
    }
  }

  private static List<String> journal(Function<Publisher<Integer>, Publisher<Integer>> chain) {
    List<String> journal = new ArrayList<>();
    chain.apply(new Source(journal)).subscribe(new Witness(journal));
    return journal;
  }

  /** Emits 1, 2, 3 on request, and records everything. */
  private static final class Source implements Publisher<Integer> {
    private final List<String> journal;

    Source(List<String> journal) {
      this.journal = journal;
    }

    @Override
    public void subscribe(Subscriber<? super Integer> subscriber) {
      journal.add("source subscribed by " + subscriber.getClass().getName());
      subscriber.onSubscribe(
          new Subscription() {
            private int sent;

            @Override
            public void request(long count) {
              journal.add("source asked for " + count);
              for (long i = 0; i < count && sent < 3; i++) {
                subscriber.onNext(++sent);
                if (sent == 3) {
                  subscriber.onComplete();
                }
              }
            }

            @Override
            public void cancel() {
              journal.add("source cancelled");
            }
          });
    }
  }

  /** Records the signals it receives. */
  private static final class Witness implements CoreSubscriber<Integer> {
    private final List<String> journal;

    Witness(List<String> journal) {
      this.journal = journal;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      List<String> operators = new ArrayList<>();
      operators.add(subscription.getClass().getSimpleName());
      Scannable.from(subscription)
          .parents()
          .forEach(above -> operators.add(above.getClass().getSimpleName()));
      journal.add("operators " + operators);
      if (subscription instanceof Fuseable.QueueSubscription<?> queue) {
        journal.add("fused " + queue.requestFusion(Fuseable.SYNC));
      } else {
        subscription.request(Long.MAX_VALUE);
      }
    }

    @Override
    public void onNext(Integer value) {
      journal.add("got " + value);
    }

    @Override
    public void onError(Throwable failure) {
      journal.add("got " + failure);
    }

    @Override
    public void onComplete() {
      journal.add("got the end");
    }
  }
}
