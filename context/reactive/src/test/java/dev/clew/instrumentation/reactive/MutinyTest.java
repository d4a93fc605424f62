// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All of the application's code in a pipeline runs in the context of the subscription. */
class MutinyTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new MutinyModule(), new ConcurrentModule());

  private final Queue<Context> seen = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Runnable> emission = new AtomicReference<>();
  private final List<String> wrong = new ArrayList<>();
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

  @Test
  void workOnAUni_isInTheContextOfTheSubscription() throws Exception {
    for (Map.Entry<String, Supplier<Uni<Integer>>> source : unis().entrySet()) {
      for (Map.Entry<String, Function<Uni<Integer>, Uni<?>>> stage : uniStages().entrySet()) {
        Uni<?> uni = stage.getValue().apply(source.getValue().get());
        run(
            origin,
            source.getKey() + " " + stage.getKey(),
            done -> uni.subscribe().with(item -> done.run(), failure -> done.run()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void workOnAMulti_isInTheContextOfTheSubscription() throws Exception {
    for (Map.Entry<String, Supplier<Multi<Integer>>> source : multis().entrySet()) {
      for (Map.Entry<String, Function<Multi<Integer>, Multi<?>>> stage : multiStages().entrySet()) {
        Multi<?> multi = stage.getValue().apply(source.getValue().get());
        run(
            origin,
            source.getKey() + " " + stage.getKey(),
            done -> multi.subscribe().with(item -> {}, failure -> done.run(), done));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void pipelineSubscribedOutsideAnyTrace_isLeftAlone() throws Exception {
    Uni<Integer> uni = unis().get("emitter").get().map(this::work);
    uni.subscribe().with(item -> {});

    stranger.run(emission.get());

    assertThat(seen).hasSize(1).doesNotContain(origin);
  }

  @Test
  void awaitingAStranger_continuesInTheContext() {
    Uni<Integer> answer = Uni.createFrom().emitter(it -> stranger.execute(() -> it.complete(1)));
    try (Scope ignored = origin.makeCurrent()) {
      assertThat(answer.map(this::work).await().indefinitely()).isEqualTo(1);
      assertThat(Context.current()).isSameAs(origin);
    }
    assertThat(seen).containsExactly(origin);
  }

  private Map<String, Supplier<Uni<Integer>>> unis() {
    Map<String, Supplier<Uni<Integer>>> unis = new LinkedHashMap<>();
    unis.put("emitter", () -> Uni.createFrom().emitter(it -> emission.set(() -> it.complete(1))));
    unis.put(
        "future",
        () -> {
          CompletableFuture<Integer> future = new CompletableFuture<>();
          emission.set(() -> future.complete(1));
          return Uni.createFrom().completionStage(future);
        });
    unis.put("memoized", () -> unis.get("emitter").get().memoize().indefinitely());
    unis.put(
        "memoized for a stranger",
        () -> {
          Uni<Integer> memoized = unis.get("memoized").get();
          elsewhere(() -> memoized.subscribe().with(item -> {}));
          return memoized;
        });
    unis.put("emitOn", () -> Uni.createFrom().item(1).emitOn(stranger));
    unis.put("runSubscriptionOn", () -> Uni.createFrom().item(() -> 1).runSubscriptionOn(stranger));
    unis.put(
        "worked on subscription",
        () -> Uni.createFrom().item(() -> work(1)).runSubscriptionOn(stranger));
    unis.put(
        "pool",
        () ->
            Uni.createFrom()
                .item(() -> 1)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    unis.put("delayed", () -> Uni.createFrom().item(1).onItem().delayIt().by(Duration.ofMillis(1)));
    unis.put("of a multi", () -> multis().get("emitter").get().toUni());
    return unis;
  }

  private Map<String, Supplier<Multi<Integer>>> multis() {
    Map<String, Supplier<Multi<Integer>>> multis = new LinkedHashMap<>();
    multis.put(
        "emitter",
        () -> Multi.createFrom().emitter(it -> emission.set(() -> it.emit(1).complete())));
    multis.put(
        "broadcast",
        () -> {
          BroadcastProcessor<Integer> processor = BroadcastProcessor.create();
          emission.set(
              () -> {
                processor.onNext(1);
                processor.onComplete();
              });
          return processor;
        });
    multis.put(
        "unicast",
        () -> {
          UnicastProcessor<Integer> processor = UnicastProcessor.create();
          emission.set(
              () -> {
                processor.onNext(1);
                processor.onComplete();
              });
          return processor;
        });
    multis.put("emitOn", () -> Multi.createFrom().items(1).emitOn(stranger));
    multis.put("runSubscriptionOn", () -> Multi.createFrom().items(1).runSubscriptionOn(stranger));
    multis.put(
        "worked on subscription",
        () ->
            Multi.createFrom().items(() -> List.of(work(1)).stream()).runSubscriptionOn(stranger));
    multis.put(
        "broadcast to a stranger",
        () -> {
          Multi<Integer> shared = multis.get("emitter").get().broadcast().toAllSubscribers();
          elsewhere(() -> shared.subscribe().with(item -> {}));
          return shared;
        });
    multis.put("cached", () -> multis.get("emitter").get().cache());
    multis.put("of a uni", () -> unis().get("emitter").get().toMulti());
    multis.put(
        "ticks",
        () ->
            Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(1))
                .map(Long::intValue)
                .select()
                .first(1));
    return multis;
  }

  private Map<String, Function<Uni<Integer>, Uni<?>>> uniStages() {
    Map<String, Function<Uni<Integer>, Uni<?>>> stages = new LinkedHashMap<>();
    stages.put("map", uni -> uni.map(this::work));
    stages.put("invoke", uni -> uni.invoke(this::work));
    stages.put("flatMap", uni -> uni.flatMap(it -> Uni.createFrom().item(() -> work(it))));
    stages.put(
        "flatMap elsewhere",
        uni ->
            uni.flatMap(it -> Uni.createFrom().item(() -> work(it)).runSubscriptionOn(stranger)));
    stages.put("eventually", uni -> uni.eventually(() -> work(1)));
    stages.put("failure", uni -> failing(uni).onFailure().recoverWithItem(() -> work(1)));
    stages.put("other failure", uni -> failing(uni).onFailure().transform(this::work));
    stages.put(
        "combined", uni -> Uni.combine().all().unis(uni, uni()).asTuple().invoke(this::work));
    stages.put(
        "timeout", uni -> uni.ifNoItem().after(Duration.ofMinutes(1)).fail().map(this::work));
    stages.put("emitOn", uni -> uni.emitOn(stranger).map(this::work));
    return stages;
  }

  private Map<String, Function<Multi<Integer>, Multi<?>>> multiStages() {
    Map<String, Function<Multi<Integer>, Multi<?>>> stages = new LinkedHashMap<>();
    stages.put("map", multi -> multi.map(this::work));
    stages.put("invoke", multi -> multi.invoke(this::work));
    stages.put("filter", multi -> multi.filter(it -> work(it) == 1));
    stages.put(
        "merge", multi -> multi.onItem().transformToUniAndMerge(it -> uni().map(one -> work(one))));
    stages.put(
        "concatenate",
        multi ->
            multi.onItem().transformToMultiAndConcatenate(it -> uni().toMulti().map(this::work)));
    stages.put("completion", multi -> multi.onCompletion().invoke(() -> work(1)));
    stages.put("collect", multi -> multi.collect().asList().map(this::work).toMulti());
    stages.put("scan", multi -> multi.onItem().scan(() -> 0, (sum, it) -> work(it)));
    stages.put("group", multi -> multi.group().intoLists().of(2).map(this::work));
    stages.put("emitOn", multi -> multi.emitOn(stranger).map(this::work));
    return stages;
  }

  private static Uni<Integer> uni() {
    return Uni.createFrom().item(1);
  }

  private static <T> Uni<T> failing(Uni<T> uni) {
    return uni.map(
        it -> {
          throw new IllegalStateException("expected");
        });
  }

  private <T> T work(T result) {
    seen.add(Context.current());
    return result;
  }

  private void elsewhere(Runnable subscription) {
    try {
      stranger.run(subscription);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private interface Subscribing {
    void subscribe(Runnable done);
  }

  private void run(Context context, String what, Subscribing subscribing) throws Exception {
    seen.clear();
    CountDownLatch done = new CountDownLatch(1);
    try (Scope ignored = context.makeCurrent()) {
      subscribing.subscribe(done::countDown);
    }
    Runnable emitting = emission.getAndSet(null);
    if (emitting != null) {
      stranger.run(emitting);
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).as(what + " is over").isTrue();
    if (seen.isEmpty() || seen.stream().anyMatch(current -> current != context)) {
      wrong.add(what + " in " + seen);
    }
  }
}
