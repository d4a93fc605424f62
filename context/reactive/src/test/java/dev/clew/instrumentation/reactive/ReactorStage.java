// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** The positions in a chain where the application's own code runs. */
enum ReactorStage {
  MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.map(x -> done(work, x));
    }
  },
  HANDLE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.handle((x, sink) -> sink.next(done(work, x)));
    }
  },
  FILTER {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.filter(x -> done(work, true));
    }
  },
  DO_ON_NEXT {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doOnNext(x -> work.run());
    }
  },
  DO_ON_COMPLETE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doOnComplete(work);
    }
  },
  DO_ON_TERMINATE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doOnTerminate(work);
    }
  },
  DO_AFTER_TERMINATE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doAfterTerminate(work);
    }
  },
  DO_FINALLY {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doFinally(signal -> work.run());
    }
  },
  DO_ON_EACH {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.doOnEach(signal -> work.run());
    }
  },
  DO_ON_ERROR {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return failing(flux).doOnError(e -> work.run()).onErrorReturn(1);
    }
  },
  ON_ERROR_RESUME {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return failing(flux).onErrorResume(e -> done(work, Mono.just(1)));
    }
  },
  ON_ERROR_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return failing(flux).onErrorMap(e -> done(work, e)).onErrorReturn(1);
    }
  },
  FLAT_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(x -> done(work, Mono.just(x)));
    }
  },
  IN_FLAT_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(x -> Mono.fromCallable(() -> done(work, x)));
    }
  },
  IN_FLAT_MAP_ELSEWHERE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(
          x -> Mono.fromCallable(() -> done(work, x)).subscribeOn(Schedulers.boundedElastic()));
    }
  },
  IN_FLAT_MAP_ON_STRANGER {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(
          x ->
              Mono.fromCallable(() -> done(work, x))
                  .subscribeOn(Schedulers.fromExecutor(stranger)));
    }
  },
  CONCAT_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.concatMap(x -> Mono.fromCallable(() -> done(work, x)));
    }
  },
  FLAT_MAP_SEQUENTIAL {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMapSequential(x -> Mono.fromCallable(() -> done(work, x)));
    }
  },
  SWITCH_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.switchMap(x -> Mono.fromCallable(() -> done(work, x)));
    }
  },
  FLAT_MAP_ITERABLE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMapIterable(x -> done(work, List.of(x)));
    }
  },
  MONO_FLAT_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.next().flatMap(x -> done(work, Mono.just(x))).flux();
    }
  },
  THEN {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.then(Mono.fromCallable(() -> done(work, 1))).flux();
    }
  },
  THEN_MANY {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.thenMany(Flux.defer(() -> done(work, Flux.just(1))));
    }
  },
  CONCAT_WITH {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.concatWith(Mono.fromCallable(() -> done(work, 1)));
    }
  },
  SWITCH_IF_EMPTY {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.take(0).switchIfEmpty(Mono.fromCallable(() -> done(work, 1)));
    }
  },
  REDUCE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.reduceWith(() -> 0, (x, y) -> done(work, y)).flux();
    }
  },
  SCAN {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.scan(0, (x, y) -> done(work, y));
    }
  },
  COLLECT {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.collectList().map(list -> done(work, list)).flux();
    }
  },
  BUFFER {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.buffer(2).map(list -> done(work, list));
    }
  },
  WINDOW {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.window(2).flatMap(window -> window.map(x -> done(work, x)));
    }
  },
  GROUP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.groupBy(x -> x).flatMap(group -> group.map(x -> done(work, x)));
    }
  },
  ZIP_WITH {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.zipWith(Flux.just(1), (x, y) -> done(work, x));
    }
  },
  MERGE_WITH {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.mergeWith(Flux.<Integer>never().take(Duration.ofMillis(1)))
          .map(x -> done(work, x));
    }
  },
  EXPAND {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.expand(x -> done(work, Mono.empty()));
    }
  },
  DISTINCT {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.distinct(x -> done(work, x));
    }
  },
  TAKE_UNTIL {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.takeUntil(x -> done(work, true));
    }
  },
  ANY {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.any(x -> done(work, true)).flux();
    }
  },
  TRANSFORM_DEFERRED {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.transformDeferred(it -> it.map(x -> done(work, x)));
    }
  },
  SWITCH_ON_FIRST {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.switchOnFirst((first, it) -> done(work, it));
    }
  },
  PUBLISH_SELECTOR {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.publish(it -> it.map(x -> done(work, x)));
    }
  },
  PUBLISH_ON {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.publishOn(Schedulers.parallel()).map(x -> done(work, x));
    }
  },
  PUBLISH_ON_STRANGER {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.publishOn(Schedulers.fromExecutor(stranger)).map(x -> done(work, x));
    }
  },
  MAP_POLLED_BY_PUBLISH_ON {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.publishOn(Schedulers.parallel())
          .map(x -> done(work, x))
          .publishOn(Schedulers.single());
    }
  },
  MAP_POLLED_BY_CONCAT_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.publishOn(Schedulers.immediate())
          .map(x -> done(work, x))
          .concatMap(x -> Mono.just(x).hide());
    }
  },
  BACKPRESSURE_BUFFER {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.onBackpressureBuffer().map(x -> done(work, x));
    }
  },
  LIMIT_RATE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.limitRate(1).map(x -> done(work, x));
    }
  },
  DELAY_ELEMENTS {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.delayElements(Duration.ofNanos(1000)).map(x -> done(work, x));
    }
  },
  TIMEOUT {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.concatWith(Mono.never())
          .timeout(Duration.ofMillis(20), Mono.fromCallable(() -> done(work, 1)));
    }
  },
  RETRY_WHEN {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return retried(flux, work).retryWhen(Retry.fixedDelay(1, Duration.ofNanos(1000)));
    }
  },
  RETRY {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return retried(flux, work).retry(1);
    }
  },
  REPEAT {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.take(1).concatWith(Mono.fromCallable(() -> done(work, 1))).cache().repeat(1);
    }
  },
  USING {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return Flux.using(() -> 1, one -> flux, one -> work.run());
    }
  },
  USING_WHEN {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return Flux.usingWhen(Mono.just(1), one -> flux, one -> Mono.fromRunnable(work));
    }
  },
  PARALLEL_MAP {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.parallel(2).runOn(Schedulers.parallel()).map(x -> done(work, x)).sequential();
    }
  },
  GENERATED_INSIDE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(
          x ->
              Flux.<Integer>generate(
                  sink -> {
                    work.run();
                    sink.complete();
                  }));
    }
  },
  ITERATED_INSIDE {
    @Override
    Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work) {
      return flux.flatMap(x -> Flux.fromStream(() -> Stream.of(1).peek(y -> work.run())));
    }
  };

  /** Returns {@code flux} with a stage that does {@code work} at least once. */
  abstract Flux<?> on(Flux<Integer> flux, Stranger stranger, Runnable work);

  private static <T> T done(Runnable work, T result) {
    work.run();
    return result;
  }

  private static Flux<Integer> failing(Flux<Integer> flux) {
    return flux.map(
        x -> {
          throw new IllegalStateException("expected");
        });
  }

  /** Fails for the first value, then works. */
  private static Flux<Integer> retried(Flux<Integer> flux, Runnable work) {
    AtomicBoolean failed = new AtomicBoolean();
    Flux<Integer> again = Flux.defer(() -> done(work, Flux.just(1)));
    return Flux.defer(() -> failed.get() ? again : flux)
        .doOnNext(
            x -> {
              if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("expected");
              }
            });
  }
}
