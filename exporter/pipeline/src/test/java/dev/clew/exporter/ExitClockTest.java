// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitClockTest {
  private long now = 1_000;
  private long progress;
  private boolean begun = true;
  private final ExitClock clock = new ExitClock(100, () -> now, () -> progress, () -> begun);

  @Test
  void withoutProgress_theTimeRunsOut() {
    now += 74;
    assertThat(clock.isOver(0.75)).isFalse();

    now += 1;

    assertThat(clock.isOver(0.75)).isTrue();
    assertThat(clock.isOver(1)).isFalse();
  }

  @Test
  void progress_startsTheTimeAnew() {
    now += 70;
    progress++;
    assertThat(clock.isOver(0.75)).isFalse();

    now += 70;

    assertThat(clock.isOver(0.75)).isFalse();
  }

  @Test
  void time_doesNotRunBeforeTheFirstAttemptToWrite() {
    begun = false;
    now += 200;
    assertThat(clock.isOver(0.75)).isFalse();

    begun = true;
    now += 70;

    assertThat(clock.isOver(0.75)).isFalse();
  }

  @Test
  void hardEnd_comesWhateverTheProgress() {
    for (int i = 0; i < 10; i++) {
      now += 90;
      progress++;
      assertThat(clock.isOver(0.75)).isEqualTo(i == 9);
    }
  }

  @Test
  void noTimeAtAll_isOverAtOnce() {
    assertThat(new ExitClock(0, () -> now, () -> progress, () -> begun).isOver(0.1)).isTrue();
  }
}
