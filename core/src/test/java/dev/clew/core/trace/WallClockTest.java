// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WallClockTest {
  @Test
  void clockOfTheSystem_tellsItsTime_toWithinMilliseconds() {
    WallClock clock = new WallClock(InstantSource.system());

    for (int n = 0; n < 10_000; n++) {
      long before = System.currentTimeMillis();
      long told = clock.epochNanos() / 1_000_000;
      long after = System.currentTimeMillis();
      assertThat(told).isBetween(before - 2, after + 2);
    }
  }

  @Test
  void anyOtherClock_isTakenAtItsWord() {
    Instant noon = Instant.parse("2026-11-20T12:00:00.000000001Z");
    WallClock clock = new WallClock(InstantSource.fixed(noon));

    clock.epochNanos();

    assertThat(clock.epochNanos()).isEqualTo(noon.getEpochSecond() * 1_000_000_000L + 1);
  }
}
