// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/** Whatever the application does in a chain is in the context in which it was subscribed. */
class ReactorTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ReactorModule(), new ConcurrentModule());

  private Context origin;
  private Stranger stranger;

  @BeforeEach
  void begin() {
    origin = span("origin");
    stranger = new Stranger(span("stranger"));
  }

  @AfterEach
  void end() {
    stranger.close();
  }

  @ParameterizedTest
  @EnumSource
  void workInAnyStage_isInTheContextOfTheSubscription(ReactorSource source) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (ReactorStage stage : ReactorStage.values()) {
      Queue<Context> seen = new ConcurrentLinkedQueue<>();

      run(origin, source, stage, () -> seen.add(Context.current()));

      if (seen.isEmpty() || seen.stream().anyMatch(context -> context != origin)) {
        wrong.add(stage + " in " + seen);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void run(Context context, ReactorSource source, ReactorStage stage, Runnable work)
      throws Exception {
    AtomicReference<Runnable> emission = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch worked = new CountDownLatch(1); // maybe after the end
    Flux<?> flux =
        stage.on(
            source.flux(stranger, emission),
            stranger,
            () -> {
              work.run();
              worked.countDown();
            });
    try (Scope ignored = context.makeCurrent()) {
      flux.subscribe(value -> {}, failure -> done.countDown(), done::countDown);
    }
    for (int i = 0; i < 2 && emission.get() != null; i++) {
      stranger.run(emission.getAndSet(null));
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).as(stage + " is over").isTrue();
    worked.await(20, TimeUnit.SECONDS);
  }

  private static Context span(String name) {
    Span span =
        weaving
            .spans()
            .tracer()
            .start(Context.root(), SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()));
    return Context.root().with(span);
  }
}
