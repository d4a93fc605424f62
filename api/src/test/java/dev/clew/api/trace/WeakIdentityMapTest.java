// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// Limits the loops that wait for the garbage collector, which cannot be interrupted.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WeakIdentityMapTest {
  private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

  /** Equal to all others of its class, with the same hash code. */
  private record Request(String text) {}

  @Test
  void equalKeys_areToldApart() {
    Request first = new Request("same");
    Request second = new Request("same");

    map.put(first, "1");
    map.put(second, "2");

    assertThat(map.get(first)).isEqualTo("1");
    assertThat(map.get(second)).isEqualTo("2");
    assertThat(map.get(new Request("same"))).isNull();
  }

  @Test
  void keyThatCannotBeHashed_isKept() {
    Object hostile =
        new Object() {
          @Override
          public int hashCode() {
            throw new UnsupportedOperationException();
          }

          @Override
          public boolean equals(Object other) {
            throw new UnsupportedOperationException();
          }
        };

    map.put(hostile, "kept");

    assertThat(map.get(hostile)).isEqualTo("kept");
  }

  @Test
  void value_takesThePlaceOfAnEarlierOne() {
    Object key = new Object();
    map.put(key, "old");

    map.put(key, "new");

    assertThat(map.get(key)).isEqualTo("new");
    assertThat(map.size()).isOne();
  }

  @Test
  void removedValue_isReturnedOnce() {
    Object key = new Object();
    map.put(key, "value");

    assertThat(map.remove(key)).isEqualTo("value");
    assertThat(map.remove(key)).isNull();
    assertThat(map.get(key)).isNull();
    assertThat(map.size()).isZero();
  }

  @Test
  void collectedKeys_takeTheirValuesAlong() throws Exception {
    Object kept = new Object();
    map.put(kept, "kept");
    WeakReference<Object> last = putKeysThatNobodyHolds(1000);

    while (last.get() != null || map.size() > 1) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(map.get(kept)).isEqualTo("kept");
  }

  @Test
  void valuePutAgain_diesWithItsKey() {
    WeakReference<Object> key = putTwice();

    while (key.get() != null || map.size() > 0) {
      System.gc();
    }

    assertThat(map.size()).isZero();
  }

  @Test
  void threads_findWhatTheyPut() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String mine = "thread " + thread;
        tasks.add(
            () -> {
              start.await();
              return wrongAnswers(mine);
            });
      }
      for (Future<Integer> wrong : executor.invokeAll(tasks)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(map.size()).isZero();
  }

  private int wrongAnswers(String mine) {
    int wrong = 0;
    for (int i = 0; i < 5_000; i++) {
      Request key = new Request("same");
      map.put(key, mine);
      if (!mine.equals(map.get(key)) || !mine.equals(map.remove(key))) {
        wrong++;
      }
    }
    return wrong;
  }

  private WeakReference<Object> putKeysThatNobodyHolds(int count) {
    Object key = new Object();
    for (int i = 0; i < count; i++) {
      key = new Object();
      map.put(key, "value " + i);
    }
    return new WeakReference<>(key);
  }

  private WeakReference<Object> putTwice() {
    Object key = new Object();
    map.put(key, "old");
    map.put(key, "new");
    return new WeakReference<>(key);
  }
}
