// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.processors.UnicastProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.ReplaySubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
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
import org.reactivestreams.Processor;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;

/** All of the application's code in a chain runs in the context of the subscription. */
class RxJavaTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new RxJavaModule(), new ConcurrentModule());

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
  void workOnAFlowable_isInTheContextOfTheSubscription() throws Exception {
    for (Map.Entry<String, Supplier<Flowable<Integer>>> source : flowables().entrySet()) {
      for (Map.Entry<String, Function<Flowable<Integer>, Flowable<?>>> stage :
          flowableStages().entrySet()) {
        Flowable<?> flowable = stage.getValue().apply(source.getValue().get());
        run(
            origin,
            source.getKey() + " " + stage.getKey(),
            done -> flowable.subscribe(item -> {}, failure -> done.run(), done::run));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void workOnAnObservable_isInTheContextOfTheSubscription() throws Exception {
    for (Map.Entry<String, Supplier<Observable<Integer>>> source : observables().entrySet()) {
      for (Map.Entry<String, Function<Observable<Integer>, Observable<?>>> stage :
          observableStages().entrySet()) {
        Observable<?> observable = stage.getValue().apply(source.getValue().get());
        run(
            origin,
            source.getKey() + " " + stage.getKey(),
            done -> observable.subscribe(item -> {}, failure -> done.run(), done::run));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void workOnASingle_isInTheContextOfTheSubscription() throws Exception {
    for (Map.Entry<String, Supplier<Single<Integer>>> source : singles().entrySet()) {
      Single<Integer> single = source.getValue().get().map(this::work);
      run(
          origin,
          source.getKey(),
          done -> single.subscribe(item -> done.run(), failure -> done.run()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void workOnMaybeAndCompletable_isInTheContextOfTheSubscription() throws Exception {
    Maybe<Integer> maybe = Maybe.create(it -> emission.set(() -> it.onSuccess(1)));
    run(origin, "maybe", done -> maybe.map(this::work).subscribe(item -> done.run()));
    Completable completable = Completable.create(it -> emission.set(it::onComplete));
    run(
        origin,
        "completable",
        done -> completable.doOnComplete(() -> work(1)).subscribe(done::run));
    Completable onStranger = Completable.fromAction(() -> work(1));
    run(
        origin,
        "completable on a stranger",
        done -> onStranger.subscribeOn(Schedulers.from(stranger)).subscribe(done::run));
    run(
        origin,
        "maybe on a stranger",
        done ->
            Maybe.fromCallable(() -> work(1))
                .subscribeOn(Schedulers.from(stranger))
                .subscribe(item -> done.run()));
    assertThat(wrong).isEmpty();
  }

  @Test
  void chainSubscribedOutsideAnyTrace_isLeftAlone() throws Exception {
    PublishSubject<Integer> subject = PublishSubject.create();
    Disposable unused = subject.map(this::work).subscribe();

    stranger.run(() -> subject.onNext(1));

    assertThat(seen).hasSize(1).doesNotContain(origin);
  }

  private Map<String, Supplier<Flowable<Integer>>> flowables() {
    Map<String, Supplier<Flowable<Integer>>> sources = new LinkedHashMap<>();
    sources.put(
        "create",
        () ->
            Flowable.create(
                it ->
                    emission.set(
                        () -> {
                          it.onNext(1);
                          it.onComplete();
                        }),
                BackpressureStrategy.BUFFER));
    sources.put(
        "processor",
        () -> {
          PublishProcessor<Integer> processor = PublishProcessor.create();
          emission.set(() -> emit(processor));
          return processor;
        });
    sources.put(
        "unicast",
        () -> {
          UnicastProcessor<Integer> processor = UnicastProcessor.create();
          emission.set(() -> emit(processor));
          return processor;
        });
    sources.put("foreign", () -> Flowable.fromPublisher(foreign()));
    sources.put("shared", () -> elsewhere(sources.get("create").get().share()));
    sources.put("cached", () -> elsewhere(sources.get("create").get().cache()));
    sources.put("replayed", () -> elsewhere(sources.get("create").get().replay().refCount()));
    sources.put("observeOn", () -> Flowable.just(1).observeOn(Schedulers.from(stranger)));
    sources.put("subscribeOn", () -> Flowable.just(1).subscribeOn(Schedulers.from(stranger)));
    sources.put(
        "called",
        () -> Flowable.fromCallable(() -> work(1)).subscribeOn(Schedulers.from(stranger)));
    sources.put("io", () -> Flowable.fromCallable(() -> work(1)).subscribeOn(Schedulers.io()));
    sources.put("timer", () -> Flowable.timer(1, TimeUnit.MILLISECONDS).map(Long::intValue));
    sources.put(
        "parallel",
        () -> Flowable.just(1).parallel(2).runOn(Schedulers.from(stranger)).sequential());
    return sources;
  }

  private Map<String, Supplier<Observable<Integer>>> observables() {
    Map<String, Supplier<Observable<Integer>>> sources = new LinkedHashMap<>();
    sources.put(
        "create",
        () ->
            Observable.create(
                it ->
                    emission.set(
                        () -> {
                          it.onNext(1);
                          it.onComplete();
                        })));
    sources.put(
        "subject",
        () -> {
          ReplaySubject<Integer> subject = ReplaySubject.create();
          emission.set(
              () -> {
                subject.onNext(1);
                subject.onComplete();
              });
          return subject;
        });
    sources.put("observeOn", () -> Observable.just(1).observeOn(Schedulers.from(stranger)));
    sources.put("subscribeOn", () -> Observable.just(1).subscribeOn(Schedulers.from(stranger)));
    sources.put(
        "called",
        () -> Observable.fromCallable(() -> work(1)).subscribeOn(Schedulers.from(stranger)));
    sources.put("computed", () -> Observable.just(1).observeOn(Schedulers.computation()));
    return sources;
  }

  private Map<String, Supplier<Single<Integer>>> singles() {
    Map<String, Supplier<Single<Integer>>> sources = new LinkedHashMap<>();
    sources.put("create", () -> Single.create(it -> emission.set(() -> it.onSuccess(1))));
    sources.put(
        "subject",
        () -> {
          SingleSubject<Integer> subject = SingleSubject.create();
          emission.set(() -> subject.onSuccess(1));
          return subject;
        });
    sources.put("cached", () -> sources.get("create").get().cache());
    sources.put(
        "future",
        () -> {
          CompletableFuture<Integer> future = new CompletableFuture<>();
          emission.set(() -> future.complete(1));
          return Single.fromCompletionStage(future);
        });
    sources.put(
        "called", () -> Single.fromCallable(() -> work(1)).subscribeOn(Schedulers.from(stranger)));
    sources.put("observeOn", () -> Single.just(1).observeOn(Schedulers.from(stranger)));
    return sources;
  }

  private Map<String, Function<Flowable<Integer>, Flowable<?>>> flowableStages() {
    Map<String, Function<Flowable<Integer>, Flowable<?>>> stages = new LinkedHashMap<>();
    stages.put("map", it -> it.map(this::work));
    stages.put("doOnNext", it -> it.doOnNext(this::work));
    stages.put("filter", it -> it.filter(value -> work(true)));
    stages.put("flatMap", it -> it.flatMap(x -> Flowable.fromCallable(() -> work(x))));
    stages.put(
        "flatMap elsewhere",
        it ->
            it.flatMap(
                x -> Flowable.fromCallable(() -> work(x)).subscribeOn(Schedulers.from(stranger))));
    stages.put("concatMap", it -> it.concatMap(x -> Flowable.fromCallable(() -> work(x))));
    stages.put("complete", it -> it.doOnComplete(() -> work(1)));
    stages.put("resume", it -> failing(it).onErrorReturn(this::failed));
    stages.put("scan", it -> it.scan(0, (sum, x) -> work(x)));
    stages.put("list", it -> it.toList().map(this::work).toFlowable());
    stages.put("zip", it -> it.zipWith(Flowable.just(1), (x, y) -> work(x)));
    stages.put("observeOn", it -> it.observeOn(Schedulers.single()).map(this::work));
    stages.put("polled", it -> it.map(this::work).observeOn(Schedulers.from(stranger)));
    return stages;
  }

  private Map<String, Function<Observable<Integer>, Observable<?>>> observableStages() {
    Map<String, Function<Observable<Integer>, Observable<?>>> stages = new LinkedHashMap<>();
    stages.put("map", it -> it.map(this::work));
    stages.put("flatMap", it -> it.flatMap(x -> Observable.fromCallable(() -> work(x))));
    stages.put("switchMap", it -> it.switchMapSingle(x -> Single.fromCallable(() -> work(x))));
    stages.put("complete", it -> it.doOnComplete(() -> work(1)));
    stages.put("buffer", it -> it.buffer(2).map(this::work));
    stages.put("observeOn", it -> it.observeOn(Schedulers.from(stranger)).map(this::work));
    return stages;
  }

  private static Flowable<Integer> failing(Flowable<Integer> flowable) {
    return flowable.map(
        it -> {
          throw new IllegalStateException("expected");
        });
  }

  private int failed(Throwable failure) {
    return work(1);
  }

  private static void emit(Processor<Integer, Integer> processor) {
    processor.onNext(1);
    processor.onComplete();
  }

  /** Returns a publisher that is not RxJava's, like those of drivers. */
  private Publisher<Integer> foreign() {
    return subscriber -> {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
          });
      emission.set(
          () -> {
            subscriber.onNext(1);
            subscriber.onComplete();
          });
    };
  }

  private Flowable<Integer> elsewhere(Flowable<Integer> shared) {
    try {
      stranger.run(shared::subscribe);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return shared;
  }

  private <T> T work(T result) {
    seen.add(Context.current());
    return result;
  }

  private interface Subscribing {
    Disposable subscribe(Runnable done);
  }

  private void run(Context context, String what, Subscribing subscribing) throws Exception {
    seen.clear();
    CountDownLatch done = new CountDownLatch(1);
    try (Scope ignored = context.makeCurrent()) {
      Disposable unused = subscribing.subscribe(done::countDown);
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
