// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** All of the application's code in a chain runs in the context of the subscription. */
class ReactorTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ReactorModule(), new ConcurrentModule());

  private final Queue<Context> seen = new ConcurrentLinkedQueue<>();
  private Context origin;
  private Stranger stranger;

  @BeforeEach
  void begin() {
    origin = Contexts.of(weaving, "origin");
    stranger = new Stranger(Contexts.of(weaving, "stranger"));
  }

  @AfterEach
  void end() {
    stranger.close();
  }

  @ParameterizedTest
  @EnumSource
  void workInAnyStage_isInTheContextOfTheSubscription(ReactorSource source) throws Exception {
    assumeTrue(source.isSupported());
    List<String> wrong = new ArrayList<>();
    for (ReactorStage stage : ReactorStage.values()) {
      seen.clear();

      run(origin, source, stage);

      if (seen.isEmpty() || seen.stream().anyMatch(context -> context != origin)) {
        wrong.add(stage + " in " + seen);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void chainSubscribedOutsideAnyTrace_isLeftAlone(ReactorSource source) throws Exception {
    run(origin, source, ReactorStage.MAP); // so that there is another context to confuse it with
    seen.clear();

    run(Context.root(), source, ReactorStage.MAP);

    assertThat(seen).isNotEmpty().doesNotContain(origin);
  }

  @Test
  void sameChainSubscribedTwice_isInTheContextOfEachSubscription() throws Exception {
    Context other = Contexts.of(weaving, "other");
    Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
    Flux<Integer> chain = sink.asFlux().doOnNext(value -> seen.add(Context.current()));
    try (Scope ignored = origin.makeCurrent()) {
      chain.subscribe();
    }
    try (Scope ignored = other.makeCurrent()) {
      chain.subscribe();
    }

    stranger.run(() -> sink.tryEmitNext(1));

    assertThat(seen).containsExactly(origin, other);
  }

  @Test
  void subscriberOfTheApplication_isInTheContextOfTheSubscription() throws Exception {
    Sinks.Many<Integer> sink = Sinks.many().unicast().onBackpressureBuffer();
    BaseSubscriber<Integer> subscriber =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnNext(Integer value) {
            seen.add(Context.current());
          }
        };
    try (Scope ignored = origin.makeCurrent()) {
      sink.asFlux().subscribe(subscriber);
    }

    stranger.run(() -> sink.tryEmitNext(1));

    assertThat(seen).containsExactly(origin);
  }

  @Test
  void valuesThatAStrangerAsksFor_areMadeInTheContextOfTheSubscription() throws Exception {
    BaseSubscriber<Integer> subscriber = askingForNothing();
    Flux<Integer> source =
        Flux.<Integer>generate(
                sink -> {
                  seen.add(Context.current());
                  sink.next(1);
                })
            .map(
                value -> {
                  seen.add(Context.current());
                  return value;
                });
    try (Scope ignored = origin.makeCurrent()) {
      source.subscribe(subscriber);
    }

    stranger.run(() -> subscriber.request(1));

    assertThat(seen).containsExactly(origin, origin);
  }

  @Test
  void callbacksOfASink_areInTheContextOfTheSubscription() throws Exception {
    BaseSubscriber<Integer> subscriber = askingForNothing();
    Flux<Integer> source =
        Flux.create(
            (FluxSink<Integer> sink) -> {
              sink.onRequest(count -> seen.add(Context.current()));
              sink.onCancel(() -> seen.add(Context.current()));
            });
    try (Scope ignored = origin.makeCurrent()) {
      source.subscribe(subscriber);
    }

    stranger.run(() -> subscriber.request(1));
    stranger.run(subscriber::cancel);

    assertThat(seen).containsExactly(origin, origin);
  }

  @Test
  void subscriptionOnASchedulerOfStrangers_isInTheContextOfTheSubscription() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Flux<Integer> source = Flux.defer(() -> Flux.just(seen.add(Context.current()) ? 1 : 0));
    try (Scope ignored = origin.makeCurrent()) {
      source
          .subscribeOn(Schedulers.fromExecutor(stranger))
          .subscribe(value -> {}, failure -> {}, done::countDown);
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly(origin);
  }

  @Test
  void blockingForAStranger_continuesInTheContext() {
    Mono<Integer> answer = Mono.create(sink -> stranger.execute(() -> sink.success(1)));
    try (Scope ignored = origin.makeCurrent()) {
      Integer got = answer.doOnNext(value -> seen.add(Context.current())).block();

      assertThat(got).isEqualTo(1);
      assertThat(Context.current()).isSameAs(origin);
    }
    assertThat(seen).containsExactly(origin);
  }

  @Test
  void chainsOfManyTracesAtOnce_keepTheirContexts() throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    int atOnce = Integer.getInteger("clew.threads", 4);
    for (int i = 0; i < atOnce; i++) {
      Random random = new Random(i);
      threads.add(
          new Thread(
              () -> {
                try {
                  for (int round = 0; round < Integer.getInteger("clew.rounds", 250); round++) {
                    oneRound(random, wrong);
                  }
                } catch (Throwable failure) {
                  wrong.add(failure.toString());
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).isEmpty();
  }

  /** All rounds share one stranger. */
  private void oneRound(Random random, Queue<String> wrong) throws Exception {
    ReactorSource[] sources = ReactorSource.values();
    ReactorStage[] stages = ReactorStage.values();
    ReactorSource source = sources[random.nextInt(sources.length)];
    ReactorStage stage = stages[random.nextInt(stages.length)];
    if (!source.isSupported()) {
      return;
    }
    Context own = random.nextInt(4) == 0 ? Context.root() : Contexts.of(weaving, "own");
    Queue<Context> found = new ConcurrentLinkedQueue<>();

    run(own, source, stage, stranger, found);

    if (own != Context.root() && found.stream().anyMatch(context -> context != own)) {
      wrong.add(source + " " + stage + " in " + found);
    }
    if (Context.current() != Context.root()) {
      wrong.add(source + " " + stage + " leaves " + Context.current());
    }
  }

  private static BaseSubscriber<Integer> askingForNothing() {
    return new BaseSubscriber<>() {
      @Override
      protected void hookOnSubscribe(Subscription subscription) {}
    };
  }

  private void run(Context context, ReactorSource source, ReactorStage stage) throws Exception {
    run(context, source, stage, stranger, seen);
  }

  private static void run(
      Context context,
      ReactorSource source,
      ReactorStage stage,
      Stranger stranger,
      Queue<Context> seen)
      throws Exception {
    AtomicReference<Runnable> emission = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch worked = new CountDownLatch(1); // possibly after the end
    Runnable work =
        () -> {
          seen.add(Context.current());
          worked.countDown();
        };
    Flux<?> flux = stage.on(source.flux(stranger, emission), stranger, work);
    try (Scope ignored = context.makeCurrent()) {
      flux.subscribe(value -> {}, failure -> done.countDown(), done::countDown);
    }
    for (int i = 0; i < 2 && emission.get() != null; i++) {
      stranger.run(emission.getAndSet(null));
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).as(stage + " is over").isTrue();
    assertThat(worked.await(20, TimeUnit.SECONDS)).as(stage + " has worked").isTrue();
  }
}
