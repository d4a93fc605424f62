// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitPaceTest {
  private long now = 1_000;
  private long rendered = 50_000;
  private int waiting = 1_000;
  private final ExitPace pace = new ExitPace(800, () -> now, () -> rendered, () -> waiting);

  @Test
  void moreThanThePatienceIsEnoughFor_isTooSlow() {
    now += 100;
    rendered += 124;

    assertThat(pace.isTooSlow()).isTrue();
  }

  @Test
  void noMoreThanThat_isNot() {
    now += 100;
    rendered += 125;

    assertThat(pace.isTooSlow()).isFalse();
  }

  @Test
  void firstMoments_sayNothing() {
    now += 99;
    rendered += 1;

    assertThat(pace.isTooSlow()).isFalse();
  }

  @Test
  void nothingRenderedYet_isLeftToTheClock() {
    now += 700;

    assertThat(pace.isTooSlow()).isFalse();
  }
}
