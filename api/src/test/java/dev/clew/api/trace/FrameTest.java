// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Context REQUEST =
      Context.root()
          .with(RemoteParent.KEY, new RemoteParent("a".repeat(32), "b".repeat(16), true, "", ""));

  @Test
  void requestThatHasBegunNoTrace_countsOnAnotherThreadForHalfAMinute() {
    Frame.RequestFrame frame = (Frame.RequestFrame) Frame.open(REQUEST, Frame.Kind.RESUMED);
    try (frame) {
      long now = System.nanoTime();

      assertThat(Context.current()).isSameAs(REQUEST);
      assertThat(frame.isStillValidAt(now + TimeUnit.SECONDS.toNanos(29))).isTrue();
      assertThat(frame.isStillValidAt(now + TimeUnit.SECONDS.toNanos(31))).isFalse();
    }
  }
}
