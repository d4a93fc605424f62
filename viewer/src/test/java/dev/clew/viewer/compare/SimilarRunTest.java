// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

final class SimilarRunTest {

  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());

  private TraceRow run(int minute, boolean failed, String agent, String text) {
    Recording run = new Recording(minute);
    String root =
        run.span(
            null,
            "agent",
            agent,
            0,
            100,
            record -> {
              Recording.data(record).put("name", agent);
              Recording.extra(record).putObject("inputs").put("request", text);
              if (failed) {
                Recording.fail(record, "x.RateLimitException", "429");
              }
            });
    run.generation(root, "gpt-4o", 10, 90);
    run.trace("desk", null, metadata -> {});
    store.write(Batch.of(run.records()));
    return store.trace(run.traceId()).orElseThrow().row();
  }

  @Test
  void runOfTheSameShape_isPreferredToANearerOne() {
    TraceRow alike = run(1, false, "desk", "Refund booking KX4T9Q of 2026-11-12, please.");
    run(8, false, "desk", "Which hotels are near the beach in Lisbon?");
    run(9, false, "planner", "Refund booking ZZ1111 of 2026-10-10, please.");
    TraceRow bad = run(10, true, "desk", "Refund booking AB12CD of 2026-11-30, please.");

    assertThat(SimilarRun.find(store, bad).orElseThrow().id()).isEqualTo(alike.id());
  }

  @Test
  void nearestOfSeveral_isTaken_alsoIfItIsYounger() {
    run(1, false, "desk", "Refund booking 1.");
    TraceRow bad = run(10, true, "desk", "Refund booking 2.");
    TraceRow nearest = run(12, false, "desk", "Refund booking 3.");

    assertThat(SimilarRun.find(store, bad).orElseThrow().id()).isEqualTo(nearest.id());
  }

  @Test
  void runWithAToolThatFailed_isLastChoice() {
    TraceRow clean = run(1, false, "desk", "Refund booking 1.");
    TraceRow bad = handled(10);
    handled(11);

    assertThat(SimilarRun.find(store, bad).orElseThrow().id()).isEqualTo(clean.id());
  }

  /** Ends well, though a tool failed. */
  private TraceRow handled(int minute) {
    Recording run = new Recording(minute);
    String root = run.agent(null, "desk", 0, 100);
    run.tool(root, "payOut", 0, 10, "{}", r -> Recording.fail(r, "x.Declined", "declined"));
    run.trace("desk", null, metadata -> {});
    store.write(Batch.of(run.records()));
    return store.trace(run.traceId()).orElseThrow().row();
  }

  @Test
  void whereNothingSucceeded_thereIsNone() {
    assertThat(SimilarRun.find(store, run(1, true, "desk", "Refund."))).isEmpty();
  }
}
