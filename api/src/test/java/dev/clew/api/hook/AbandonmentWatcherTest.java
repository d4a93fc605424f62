// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AbandonmentWatcherTest {
  private final AbandonmentWatcher watches = new AbandonmentWatcher();

  @Test
  void owners_dropped_areToldOfOnceEach_andReleasedOnesNever() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    Object living = new Object();
    CountDownLatch both = new CountDownLatch(2);
    watches.watch(new Object(), () -> tell(told, "first", both));
    AbandonmentWatcher.Watch released =
        watches.watch(new Object(), () -> tell(told, "released", both));
    watches.watch(living, () -> tell(told, "living", both));
    watches.watch(new Object(), () -> tell(told, "last", both));

    watches.release(released);
    collectUntil(both);
    watches.release(released); // too late to have an effect

    assertThat(told).containsExactlyInAnyOrder("first", "last");
    assertThat(living).isNotNull();
  }

  @Test
  void actionThatThrows_doesNotCostTheOthers() throws Exception {
    CountDownLatch thrown = new CountDownLatch(1);
    watches.watch(
        new Object(),
        () -> {
          thrown.countDown();
          throw new IllegalStateException("broken");
        });
    collectUntil(thrown);

    CountDownLatch ran = new CountDownLatch(1);
    watches.watch(new Object(), ran::countDown);

    collectUntil(ran);
  }

  private static void tell(List<String> told, String what, CountDownLatch latch) {
    told.add(what);
    latch.countDown();
  }

  private static void collectUntil(CountDownLatch latch) throws InterruptedException {
    boolean done = false;
    for (int i = 0; i < 100 && !done; i++) {
      System.gc();
      done = latch.await(50, TimeUnit.MILLISECONDS);
    }
    assertThat(done).isTrue();
  }
}
