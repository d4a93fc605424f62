// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SketchTest {

  private static Sketch of(long... values) {
    Sketch sketch = new Sketch();
    Arrays.stream(values).forEach(sketch::add);
    return sketch;
  }

  @Test
  void percentile_isAtMostElevenThousandthsOff() {
    long[] values = new Random(1).longs(5_000, 1, 60_000_000_000L).toArray();
    Sketch sketch = of(values);
    Arrays.sort(values);

    for (double share : new double[] {0, 0.01, 0.5, 0.9, 0.99, 1}) {
      long exact = values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
      assertThat((double) sketch.percentile(share))
          .isCloseTo((double) exact, within(exact * 0.011));
    }
  }

  @Test
  void smallNumbers_areExact() {
    for (long value = 0; value <= 45; value++) {
      assertThat(of(value).percentile(1)).isEqualTo(value);
    }
  }

  @Test
  void whatIsTakenOut_leavesTheRest() {
    Sketch sketch = of(5, 5, 1_000, 70_000);

    sketch.add(of(5, 70_000), -1);

    assertThat(sketch.count()).isEqualTo(2);
    assertThat(sketch.percentile(0)).isEqualTo(5);
    assertThat(sketch.percentile(1)).isBetween(990L, 1_010L);
    sketch.add(of(5, 1_000), -1);
    assertThat(sketch.isEmpty()).isTrue();
  }

  @Test
  void nothing_hasPercentileZero() {
    assertThat(new Sketch().percentile(0.5)).isZero();
  }

  @Test
  void encodedFigures_areAddedAgain() {
    Figures figures = new Figures();
    figures.add(Figures.Sum.CALLS, 3);
    figures.add(Figures.Sum.SAVED, -17);
    figures.add(Figures.Sum.RETRIES, Long.MAX_VALUE / 3);
    for (long value : new long[] {0, 1, 17, 4_000_000_000L, Long.MAX_VALUE}) {
      figures.add(Figures.Size.DURATION, value);
      figures.add(Figures.Size.ARGUMENTS, value / 2);
    }
    Figures twice = new Figures();
    twice.addEncoded(figures.encoded());
    assertThat(twice).isEqualTo(figures);
    twice.addEncoded(figures.encoded());

    assertThat(twice.get(Figures.Sum.CALLS)).isEqualTo(6);
    assertThat(twice.get(Figures.Sum.SAVED)).isEqualTo(-34);
    assertThat(twice.get(Figures.Size.DURATION).count()).isEqualTo(10);
    twice.subtract(figures);
    twice.subtract(figures);
    assertThat(twice.isZero()).isTrue();
  }
}
