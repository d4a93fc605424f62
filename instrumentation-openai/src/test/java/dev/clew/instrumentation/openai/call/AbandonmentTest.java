// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AbandonmentTest {
  private final Abandonment abandonment = new Abandonment();

  @Test
  void watch_ownerCollected_runsTheAction() throws Exception {
    CountDownLatch abandoned = new CountDownLatch(1);
    abandonment.watch(new Object(), abandoned::countDown);

    boolean ran = false;
    for (int i = 0; i < 100 && !ran; i++) {
      System.gc();
      ran = abandoned.await(50, TimeUnit.MILLISECONDS);
    }

    assertThat(ran).isTrue();
  }

  @Test
  void release_whileTheOwnerLives_letsGoOfTheActionWithoutRunningIt() throws Exception {
    Object owner = new Object();
    AtomicInteger runs = new AtomicInteger();
    Runnable action = runs::incrementAndGet;
    WeakReference<Runnable> kept = new WeakReference<>(action);

    abandonment.release(abandonment.watch(owner, action));
    action = null;

    for (int i = 0; i < 100 && kept.get() != null; i++) {
      System.gc();
    }
    assertThat(kept.get()).isNull();
    assertThat(runs).hasValue(0);
    assertThat(owner).isNotNull();
  }
}
