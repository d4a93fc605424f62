// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Usage FULL = new Usage(10L, 20L, 30L, 4L, 5L, 6L, 7L, 8L, false);
  private static final Usage EMPTY =
      new Usage(null, null, null, null, null, null, null, null, false);

  @Test
  void usageOfTwoFigures_knowsTheirSum() {
    assertThat(Usage.of(7, 3))
        .isEqualTo(new Usage(7L, 3L, 10L, null, null, null, null, null, false));
  }

  @Test
  void emptyUsage_takesEverything() {
    assertThat(EMPTY.mergedWith(FULL)).isEqualTo(FULL);
  }

  @Test
  void fullUsage_takesNothing() {
    Usage other = new Usage(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, true);

    assertThat(FULL.mergedWith(other)).isEqualTo(FULL);
  }

  @Test
  void gaps_areFilledOneByOne() {
    Usage outer = Usage.of(10, 20);

    assertThat(outer.mergedWith(FULL)).isEqualTo(FULL);
  }

  @Test
  void usageThatTakesAGuess_isAGuess() {
    Usage guess = new Usage(9L, 9L, 18L, null, null, null, null, null, true);

    assertThat(EMPTY.mergedWith(guess)).isEqualTo(guess);
  }

  @Test
  void guess_neverWinsOverWhatTheProviderReported() {
    Usage guess = new Usage(10L, 20L, 30L, null, null, null, null, null, true);

    assertThat(guess.mergedWith(Usage.of(7, 3))).isEqualTo(Usage.of(7, 3));
  }
}
