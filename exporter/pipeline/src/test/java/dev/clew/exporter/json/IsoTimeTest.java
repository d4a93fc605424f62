// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        1,
        1_000,
        1_000_000,
        1_000_000_000,
        1_795_279_185_411_144_942L,
        1_795_279_185_411_144_000L,
        1_795_279_185_411_000_000L,
        1_795_279_185_000_000_000L,
        951_782_400_000_000_000L, // 29 February 2000
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void time_readsLikeThatOfTheJdk(long epochNanos) {
    assertThat(IsoTime.of(epochNanos)).isEqualTo(jdk(epochNanos));
  }

  @Test
  void anyTime_readsLikeThatOfTheJdk() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long epochNanos = random.nextLong();

      assertThat(IsoTime.of(epochNanos)).isEqualTo(jdk(epochNanos));
    }
  }

  private static String jdk(long epochNanos) {
    return Instant.EPOCH.plusNanos(epochNanos).toString();
  }
}
