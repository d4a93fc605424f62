// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Scope;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/** Clew must not call subscribers and publishers written by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new ReactorModule(), new RxJavaModule(), new MutinyModule(), new FlowModule());

  @BeforeEach
  void answer() {
    Probe.answerWith(
        type ->
            type == boolean.class
                ? (Object) false
                : type == Context.class ? Context.empty() : null);
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static void subscribed(Runnable subscribing, Runnable emitting) {
    try (Scope inside = Contexts.of(weaving, "origin").makeCurrent()) {
      subscribing.run();
    }
    emitting.run();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownSubscriberOfReactor_isNotCalled() {
    Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();

    subscribed(
        () -> sink.asFlux().subscribe(Probe.implementing(CoreSubscriber.class)),
        () -> assertThat(sink.tryEmitNext(1)).isNotNull());

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownPublisherForReactor_isNotCalled() {
    Publisher<Integer> own = Probe.implementing(Publisher.class);

    subscribed(
        () -> {
          Flux.from(own).map(value -> value).subscribe();
          Flux.from(own).subscribe(Probe.implementing(CoreSubscriber.class));
        },
        () -> {});

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownObserversOfRxJava_areNotCalled() {
    PublishSubject<Integer> subject = PublishSubject.create();
    SingleSubject<Integer> single = SingleSubject.create();

    subscribed(
        () -> {
          subject.subscribe(Probe.implementing(Observer.class));
          single.subscribe(Probe.implementing(SingleObserver.class));
          Observable.<Integer>create(emitter -> emitter.onNext(1))
              .subscribe(Probe.implementing(Observer.class));
        },
        () -> {
          subject.onNext(1);
          single.onSuccess(1);
        });

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownSubscriberOfMutiny_isNotCalled() {
    AtomicReference<UniEmitter<? super Integer>> emitter = new AtomicReference<>();

    subscribed(
        () ->
            Uni.createFrom()
                .<Integer>emitter(emitter::set)
                .subscribe()
                .withSubscriber((UniSubscriber<Integer>) Probe.implementing(UniSubscriber.class)),
        () -> {
          if (emitter.get() != null) {
            emitter.get().complete(1);
          }
        });

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownSubscriberOfTheJdk_isNotCalled() {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 1)) {
      subscribed(
          () -> publisher.subscribe(Probe.implementing(Flow.Subscriber.class)),
          () -> publisher.offer(1, null));
    }

    assertThat(Probe.calls()).isEmpty();
  }
}
