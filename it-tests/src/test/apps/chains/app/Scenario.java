// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.instrumentation.concurrent.ways.Pools;
import dev.clew.instrumentation.concurrent.ways.Way;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One chain: agent, function, hop, generation beside agent, hop, function, hop, generation; with
 * failures wherever possible.
 */
final class Scenario {
  /** Thrown by some steps; callers that hand work over must expect it. */
  private static final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    Trouble() {
      super("trouble", null, false, false);
    }
  }

  private static final int MAX_RUNS = 40;
  private static final String[] TYPES = {"AGENT", "FUNCTION", "GENERATION", "CUSTOM"};

  private final List<Pools> levels;
  private final List<Way> ways;
  private final Noise noise;
  private final Random random;
  private final AtomicInteger count = new AtomicInteger();

  /** All choices come from {@code seed}; only thread scheduling is not reproducible. */
  Scenario(List<Pools> levels, List<Way> ways, Noise noise, long seed) {
    this.levels = levels;
    this.ways = ways;
    this.noise = noise;
    this.random = new Random(seed);
  }

  void run(String name, Hop first) {
    Hop second = randomHop(1);
    Hop third = randomHop(2);
    boolean fails = random.nextInt(6) == 0;
    Steps.step(
        "AGENT",
        name,
        () -> {
          step(
              name,
              "FUNCTION",
              tool ->
                  over(
                      first,
                      tool,
                      below -> {
                        step(below, "GENERATION", leaf -> pause());
                        step(
                            below,
                            "AGENT",
                            agent ->
                                over(
                                    second,
                                    agent,
                                    deep -> {
                                      step(
                                          deep,
                                          "FUNCTION",
                                          inner -> over(third, inner, last -> leaf(last, fails)));
                                    }));
                      }));
          step(name, "GENERATION", leaf -> {});
        });
  }

  /** A way to continue the work of a step elsewhere. */
  interface Hop {
    void carry(String step, Runnable work) throws Exception;

    default boolean mayFail() {
      return true;
    }
  }

  private interface Work {
    void at(String step);
  }

  Hop by(Way way, int level) {
    return new Hop() {
      @Override
      public void carry(String step, Runnable work) throws Exception {
        way.run(levels.get(level), work);
      }

      @Override
      public boolean mayFail() {
        return way.mayFail();
      }
    };
  }

  private Hop randomHop(int level) {
    return by(ways.get(random.nextInt(ways.size())), level);
  }

  /**
   * Some hops run their work several times. Only the first run continues the chain; otherwise it
   * would never end, as a periodic task under load runs many times before it is cancelled.
   */
  private void over(Hop hop, String step, Work work) {
    AtomicInteger runs = new AtomicInteger();
    int kind = noise.next(random);
    noise.make(kind, step, this::next);
    try {
      hop.carry(
          step,
          () -> {
            try {
              int run = runs.getAndIncrement();
              if (run == 0) {
                work.at(step);
              } else if (run < MAX_RUNS) {
                step(step, TYPES[2], leaf -> {});
              }
            } catch (Trouble trouble) {
              if (hop.mayFail()) {
                throw trouble;
              }
            }
          });
    } catch (Exception expected) {
      if (!isTrouble(expected)) {
        throw new IllegalStateException(expected);
      }
    }
    noise.make(kind + 1, step, this::next);
    step(step, "CUSTOM", leaf -> {});
  }

  private void leaf(String step, boolean fails) {
    pause();
    step(
        step,
        "GENERATION",
        leaf -> {
          if (fails) {
            throw new Trouble();
          }
        });
  }

  private void step(String above, String type, Work work) {
    String name = next(above);
    Steps.step(type, name, () -> work.at(name));
  }

  private String next(String above) {
    return above + ">" + count.incrementAndGet();
  }

  private void pause() {
    switch (count.get() % 3) {
      case 0 -> Thread.yield();
      case 1 -> LockSupport.parkNanos(20_000);
      default -> {}
    }
  }

  private static boolean isTrouble(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof Trouble) {
        return true;
      }
    }
    return false;
  }
}
