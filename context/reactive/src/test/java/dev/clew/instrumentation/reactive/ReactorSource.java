// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Sources of signals: one value and the end, from another thread than the subscriber's. */
enum ReactorSource {
  UNICAST_SINK {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().unicast().onBackpressureBuffer();
      emission.set(() -> emit(sink));
      return sink.asFlux();
    }
  },
  MULTICAST_SINK {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().multicast().onBackpressureBuffer();
      emission.set(() -> emit(sink));
      return sink.asFlux();
    }
  },
  BEST_EFFORT_SINK {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
      emission.set(() -> emit(sink));
      return sink.asFlux();
    }
  },
  REPLAY_SINK {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().replay().all();
      emission.set(() -> emit(sink));
      return sink.asFlux();
    }
  },
  ONE_SINK {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.One<Integer> sink = Sinks.one();
      emission.set(() -> sink.tryEmitValue(1));
      return sink.asMono().flux();
    }
  },
  CREATE {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.create(sink -> emission.set(() -> sink.next(1).complete()));
    }
  },
  PUSH {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.push(sink -> emission.set(() -> sink.next(1).complete()));
    }
  },
  MONO_CREATE {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Mono.<Integer>create(sink -> emission.set(() -> sink.success(1))).flux();
    }
  },
  FUTURE {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      CompletableFuture<Integer> future = new CompletableFuture<>();
      emission.set(() -> future.complete(1));
      return Mono.fromFuture(future).flux();
    }
  },
  FOREIGN_PUBLISHER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.from(foreign(emission));
    }
  },
  FOREIGN_PUBLISHER_INSIDE {
    @Override
    boolean isSupported() {
      // Since then operators convert other publishers to a flux first.
      return Stream.of(Operators.class.getMethods())
          .anyMatch(method -> method.getName().equals("toFluxOrMono"));
    }

    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(0).flatMap(any -> foreign(emission));
    }
  },
  FOREIGN_MONO {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Mono.from(foreign(emission)).flux();
    }
  },
  FLOW_PUBLISHER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(stranger, 8);
      emission.set(
          () -> {
            publisher.submit(1);
            publisher.close();
          });
      return JdkFlowAdapter.flowPublisherToFlux(publisher);
    }
  },
  SHARED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
      Flux<Integer> shared = sink.asFlux().map(any -> any).share();
      subscribeElsewhere(stranger, shared);
      emission.set(() -> emit(sink));
      return shared;
    }
  },
  REPLAYED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
      Flux<Integer> replayed = sink.asFlux().map(any -> any).replay(1).refCount();
      subscribeElsewhere(stranger, replayed);
      emission.set(() -> emit(sink));
      return replayed;
    }
  },
  CACHED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      Sinks.One<Integer> sink = Sinks.one();
      Mono<Integer> cached = sink.asMono().map(any -> any).cache();
      subscribeElsewhere(stranger, cached.flux());
      emission.set(() -> sink.tryEmitValue(1));
      return cached.flux();
    }
  },
  SUBSCRIBED_ON_STRANGER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(1).hide().subscribeOn(Schedulers.fromExecutor(stranger));
    }
  },
  CALLABLE_SUBSCRIBED_ON_STRANGER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Mono.fromCallable(() -> 1).subscribeOn(Schedulers.fromExecutor(stranger)).flux();
    }
  },
  PUBLISHED_ON_STRANGER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(1).hide().publishOn(Schedulers.fromExecutor(stranger));
    }
  },
  FUSED_PUBLISHED_ON_STRANGER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.fromIterable(List.of(1)).publishOn(Schedulers.fromExecutor(stranger));
    }
  },
  MONO_PUBLISHED_ON_STRANGER {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Mono.just(1).hide().publishOn(Schedulers.fromExecutor(stranger)).flux();
    }
  },
  BOUNDED_ELASTIC {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(1).hide().subscribeOn(Schedulers.boundedElastic());
    }
  },
  PARALLEL {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(1).hide().parallel(2).runOn(Schedulers.parallel()).map(x -> x).sequential();
    }
  },
  DELAYED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.just(1).delayElements(Duration.ofNanos(1000));
    }
  },
  INTERVAL {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.interval(Duration.ofNanos(1000), Schedulers.single()).take(1).map(Long::intValue);
    }
  },
  MERGED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.merge(Flux.<Integer>empty(), CREATE.flux(stranger, emission));
    }
  },
  ZIPPED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.zip(Flux.just(1), MULTICAST_SINK.flux(stranger, emission), Math::min);
    }
  },
  LATEST {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.combineLatest(Flux.just(1), MULTICAST_SINK.flux(stranger, emission), Math::min);
    }
  },
  CONCATENATED {
    @Override
    Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission) {
      return Flux.concat(Flux.from(foreign(emission)).take(0), Flux.from(foreign(emission)));
    }
  };

  /**
   * Returns a flux of one value, which is emitted when a stranger runs the content of {@code
   * emission}.
   */
  abstract Flux<Integer> flux(Stranger stranger, AtomicReference<Runnable> emission);

  boolean isSupported() {
    return true;
  }

  private static void emit(Sinks.Many<Integer> sink) {
    sink.tryEmitNext(1);
    sink.tryEmitComplete();
  }

  private static void subscribeElsewhere(Stranger stranger, Flux<Integer> flux) {
    try {
      stranger.run(flux::subscribe);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a publisher that is not Reactor's, like those of drivers. */
  private static Publisher<Integer> foreign(AtomicReference<Runnable> emission) {
    return subscriber -> {
      subscriber.onSubscribe(new Nothing());
      emission.set(
          () -> {
            subscriber.onNext(1);
            subscriber.onComplete();
          });
    };
  }

  private static final class Nothing implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
