// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.instrumentation.concurrent.ways.Pools;
import dev.clew.instrumentation.concurrent.ways.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Runs many chains of steps at a time, over every kind of hop, on shared pools. Prints the errors
 * found, then what is left in memory.
 */
public final class Main {
  private static final int DRIVERS = 8;
  private static final int ROUNDS_PER_BLOCK = 10;

  private final List<Pools> levels = Stream.generate(Pools::make).limit(3).toList();
  private final List<Way> ways = Way.all();
  private final Map<String, Scenario.Hop> hops = new LinkedHashMap<>();
  private final Noise noise = new Noise();
  private final Journal journal = Journal.open();
  private final OtherTracer otherTracer = new OtherTracer(journal);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** Arguments: how often each scenario is run, and the seed of all random choices. */
  public static void main(String[] args) throws Exception {
    // Exceptions in pool threads are intended and need not appear on stderr.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    int rounds = Integer.parseInt(args[0]);
    long seed = Long.parseLong(args[1]);
    System.err.println("seed " + seed);
    Main main = new Main();
    try (Service service = new Service();
        ServletService servlets = new ServletService()) {
      main.addHops(service, servlets);
      main.run(rounds, new Random(seed));
      main.report(rounds);
    }
    System.exit(0);
  }

  private void addHops(Service service, ServletService servlets) {
    hops.put("HTTP", service);
    for (ServletService.Kind kind : ServletService.Kind.values()) {
      hops.put(kind.name(), servlets.hop(kind));
    }
    Stranger stranger = Stranger.start();
    for (Coroutine.Kind kind : Coroutine.Kind.values()) {
      hops.put(kind.name(), kind.hop(stranger));
    }
  }

  private void run(int rounds, Random random) throws Exception {
    for (int done = 0; done < rounds; done += ROUNDS_PER_BLOCK) {
      List<Runnable> block = new ArrayList<>();
      for (int round = done; round < Math.min(rounds, done + ROUNDS_PER_BLOCK); round++) {
        for (Way way : ways) {
          Scenario scenario = scenario(random);
          String name = way + "/" + round;
          block.add(
              random.nextInt(4) == 0
                  ? () -> otherTracer.within(name, () -> scenario.run(name, scenario.by(way, 0)))
                  : () -> scenario.run(name, scenario.by(way, 0)));
        }
        for (Map.Entry<String, Scenario.Hop> hop : hops.entrySet()) {
          Scenario scenario = scenario(random);
          String name = hop.getKey() + "/" + round;
          block.add(() -> scenario.run(name, hop.getValue()));
        }
      }
      Collections.shuffle(block, random);
      drive(new ConcurrentLinkedQueue<>(block));
      journal.check();
    }
    noise.end();
    journal.check();
  }

  private Scenario scenario(Random random) {
    return new Scenario(levels, ways, noise, random.nextLong());
  }

  private void drive(Queue<Runnable> block) throws InterruptedException {
    List<Thread> drivers = new ArrayList<>();
    for (int i = 0; i < DRIVERS; i++) {
      Thread driver =
          new Thread(
              () -> {
                for (Runnable next = block.poll(); next != null; next = block.poll()) {
                  try {
                    next.run();
                  } catch (Throwable failure) {
                    failures.add(failure + " " + List.of(failure.getStackTrace()));
                  }
                }
              });
      driver.start();
      drivers.add(driver);
    }
    for (Thread driver : drivers) {
      driver.join();
    }
  }

  private void report(int rounds) throws Exception {
    int all = ways.size() + hops.size();
    System.err.printf("%d scenarios, %d spans%n", all * rounds, journal.seen());
    System.out.println(all + " ways, " + rounds + " times each");
    System.out.println(failures.size() + " failed");
    System.out.println(journal.wrong().size() + " in the wrong place");
    failures.stream().limit(5).forEach(System.out::println);
    journal.wrong().stream().limit(20).forEach(System.out::println);
    Leftovers.onThreads().forEach(System.out::println);
    Leftovers.onTheHeap().forEach(System.out::println);
    levels.forEach(Pools::shutDown);
  }
}
