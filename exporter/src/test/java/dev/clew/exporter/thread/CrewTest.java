// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final List<Integer> THINGS = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void results_haveTheOrderOfTheThings() throws Exception {
    Crew crew = new Crew(2, CrewTest::daemon);

    assertThat(crew.each(THINGS, n -> n * 2, true))
        .isEqualTo(THINGS.stream().map(n -> n * 2).toList());
  }

  @Test
  void together_severalWorkAtOnce() throws Exception {
    Crew crew = new Crew(2, CrewTest::daemon);
    CyclicBarrier three = new CyclicBarrier(3);

    assertThat(crew.each(List.of(1, 2, 3), n -> met(three), true))
        .containsExactly(true, true, true);
  }

  @Test
  void alone_nobodyElseWorks() throws Exception {
    Crew crew = new Crew(2, CrewTest::daemon);
    Set<Thread> workers = ConcurrentHashMap.newKeySet();

    crew.each(THINGS, n -> workers.add(Thread.currentThread()), false);

    assertThat(workers).containsExactly(Thread.currentThread());
  }

  @Test
  void whatThrows_hasNoResult_andTheOthersHave() throws Exception {
    Crew crew = new Crew(2, CrewTest::daemon);

    assertThat(crew.each(List.of(1, 0, 2), n -> 10 / n, true)).containsExactly(10, null, 5);
  }

  @Test
  void withoutThreads_theCallerDoesAll() throws Exception {
    Crew crew =
        new Crew(
            2,
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });

    assertThat(crew.each(THINGS, n -> n, true)).isEqualTo(THINGS);
  }

  @Test
  void workThatInterruptsItsThread_losesNothing() throws Exception {
    Crew crew = new Crew(0, CrewTest::daemon);

    List<Integer> results =
        crew.each(
            List.of(1, 2),
            n -> {
              Thread.currentThread().interrupt();
              return n;
            },
            true);

    assertThat(results).containsExactly(1, 2);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void callerThatIsInterruptedWhileOthersHang_comesBack() {
    Crew crew = new Crew(1, CrewTest::daemon);
    Thread caller = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    CyclicBarrier both = new CyclicBarrier(2);

    assertThatThrownBy(
            () ->
                crew.each(
                    List.of(1, 2),
                    n -> {
                      met(both);
                      if (Thread.currentThread() == caller) {
                        caller.interrupt();
                        return true;
                      }
                      return waited(never);
                    },
                    true))
        .isInstanceOf(InterruptedException.class);
    never.countDown();
  }

  private static boolean met(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      return false;
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static Thread daemon(Runnable task) {
    ThreadFactory made = Thread::new;
    Thread thread = made.newThread(task);
    thread.setDaemon(true);
    return thread;
  }
}
