// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscribers of the JDK's publisher run in the context in which they were subscribed. */
class FlowTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new FlowModule(), new ConcurrentModule());

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

  @Test
  void itemsThatAStrangerSubmits_areConsumedInTheContextOfTheSubscription() throws Exception {
    for (Executor executor :
        List.of(ForkJoinPool.commonPool(), stranger, (Executor) Runnable::run)) {
      SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(executor, 8);
      CompletableFuture<Void> consumed = consume(publisher, origin);

      stranger.run(
          () -> {
            publisher.submit(1);
            publisher.submit(2);
            publisher.close();
          });

      consumed.get(20, TimeUnit.SECONDS);
      assertThat(seen).containsExactly(origin, origin);
      seen.clear();
    }
  }

  @Test
  void consumersOfOnePublisher_areInTheContextOfEachSubscription() throws Exception {
    Context other = Contexts.of(weaving, "other");
    SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 8);
    CompletableFuture<Void> first = consume(publisher, origin);
    CompletableFuture<Void> second = consume(publisher, other);

    publisher.submit(1);
    publisher.close();

    first.get(20, TimeUnit.SECONDS);
    second.get(20, TimeUnit.SECONDS);
    assertThat(seen).containsExactly(origin, other);
  }

  private CompletableFuture<Void> consume(SubmissionPublisher<Integer> publisher, Context context) {
    try (Scope ignored = context.makeCurrent()) {
      return publisher.consume(item -> seen.add(Context.current()));
    }
  }
}
