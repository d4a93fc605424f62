// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ways.Pools;
import dev.clew.instrumentation.concurrent.ways.Way;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way has the context of its caller, and leaves none behind. */
class WaysTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ConcurrentModule());

  private static final Pools OUTER = Pools.make();

  /** Separate, because waiting in a pool for the same pool may deadlock. */
  private static final Pools INNER = Pools.make();

  private static final List<Way> WAYS = Way.all();

  static List<Way> ways() {
    return WAYS;
  }

  @AfterAll
  static void shutDown() {
    OUTER.shutDown();
    INNER.shutDown();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void work_isInTheContextOfItsOrigin(Way way) throws Exception {
    Queue<Context> seen = new ConcurrentLinkedQueue<>();
    Context context = span("origin");

    try (Scope ignored = context.makeCurrent()) {
      way.run(OUTER, () -> seen.add(Context.current()));
    }

    assertThat(seen).isNotEmpty().allMatch(current -> current == context);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void workFromOutsideAnyTrace_isInNone(Way way) throws Exception {
    try (Scope ignored = span("earlier").makeCurrent()) {
      way.run(OUTER, () -> {});
    }
    Queue<Context> seen = new ConcurrentLinkedQueue<>();

    way.run(OUTER, () -> seen.add(Context.current()));

    assertThat(seen).isNotEmpty().allMatch(current -> current == Context.root());
  }

  @Test
  void waysInWays_keepTheirChainsUnderLoad() throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    int threads = 4;
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int seed = i;
      new Thread(
              () -> {
                try {
                  Random random = new Random(seed);
                  for (int round = 0; round < Integer.getInteger("clew.rounds", 250); round++) {
                    oneRound(random, seed + "/" + round, wrong);
                  }
                } catch (Throwable failure) {
                  wrong.add(failure.toString());
                } finally {
                  done.countDown();
                }
              })
          .start();
    }

    done.await();

    assertThat(wrong).isEmpty();
  }

  private static void oneRound(Random random, String name, Queue<String> wrong) throws Exception {
    Way outer = WAYS.get(random.nextInt(WAYS.size()));
    Way inner = WAYS.get(random.nextInt(WAYS.size()));
    Context expected = random.nextInt(4) == 0 ? Context.root() : span(name);
    try (Scope ignored = expected.makeCurrent()) {
      outer.run(
          OUTER,
          () -> {
            check(expected, wrong, outer + " before " + inner);
            Context child = expected == Context.root() ? expected : span(name + " child");
            try (Scope alsoIgnored = child.makeCurrent()) {
              inner.run(INNER, () -> check(child, wrong, inner + " in " + outer));
            } catch (Exception e) {
              wrong.add(e.toString());
            }
            check(expected, wrong, outer + " after " + inner);
          });
    }
    check(Context.root(), wrong, "after " + outer);
  }

  private static void check(Context expected, Queue<String> wrong, String where) {
    if (Context.current() != expected) {
      wrong.add(where + ": " + Context.current() + " instead of " + expected);
    }
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
