// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RenderPoolTest {
  private final List<String> log = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void results_haveTheOrderOfTheTasks() throws Exception {
    assertThat(pool(3, RenderPoolTest::daemon).render(tasks(1_000, n -> n * 2), true))
        .isEqualTo(IntStream.range(0, 1_000).map(n -> n * 2).boxed().toList());
  }

  @Test
  void tasks_areRenderedOnOtherThreadsThanTheCallers() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CyclicBarrier three = new CyclicBarrier(3);

    pool(3, RenderPoolTest::daemon)
        .render(tasks(3, n -> met(three) && seen.add(Thread.currentThread()) ? n : -1), true);

    assertThat(seen).hasSize(3).doesNotContain(Thread.currentThread());
  }

  @Test
  void taskThatThrows_leavesNothingInItsPlace() throws Exception {
    assertThat(pool(2, RenderPoolTest::daemon).render(tasks(3, n -> 10 / (n - 1)), true))
        .containsExactly(-10, null, 10);
  }

  @Test
  void withoutThreads_theCallerRenders() throws Exception {
    ThreadFactory none =
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    assertThat(pool(2, none).render(tasks(3, n -> n), true)).containsExactly(0, 1, 2);
  }

  @Test
  void callerThatIsInterruptedWhileOthersHang_comesBack() {
    Thread caller = Thread.currentThread();

    assertThatThrownBy(
            () ->
                pool(1, RenderPoolTest::daemon)
                    .render(
                        tasks(
                            1,
                            n -> {
                              caller.interrupt();
                              return waited(never) ? n : -1;
                            }),
                        true))
        .isInstanceOf(InterruptedException.class);
    never.countDown();
  }

  private RenderPool pool(int size, ThreadFactory threads) {
    UnresponsiveClasses unresponsive = new UnresponsiveClasses(System::nanoTime);
    return new RenderPool(size, threads, unresponsive, TimeUnit.SECONDS.toNanos(1), log::add);
  }

  private static List<RenderPool.Task<Integer>> tasks(int count, IntFunction<Integer> work) {
    return IntStream.range(0, count)
        .<RenderPool.Task<Integer>>mapToObj(n -> task(n, work))
        .toList();
  }

  private static RenderPool.Task<Integer> task(int n, IntFunction<Integer> work) {
    return new RenderPool.Task<>() {
      @Override
      public Integer render(ForeignCalls calls) {
        return work.apply(n);
      }

      @Override
      public boolean skip(String culprit) {
        return false;
      }

      @Override
      public boolean skipAll() {
        return false;
      }
    };
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
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
