// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.7, 0.7",
    "1, 1.0",
    "-2.5, -2.5",
    "0.000000001, 0.000000001",
    "0.0000375, 0.0000375",
    "12.345678901, 12.345678901",
    "999999.999999999, 999999.999999999"
  })
  void decimal_isWrittenAsItWasMeant(double value, String expected) {
    assertThat(PlainDecimal.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1e-10,
        1.0 / 3,
        Math.PI,
        1e6,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE
      })
  void others_areLeftToTheGeneralWay(double value) {
    assertThat(PlainDecimal.of(value)).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumber_isLeftToTheGeneralWay(double value) {
    assertThat(PlainDecimal.of(value)).isNull();
  }

  @Test
  void decimals_areTheSameDouble_andNoLongerThanNeeded() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      double value = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), 9).doubleValue();

      String written = PlainDecimal.of(value);

      assertThat(written).as("%s", value).isNotNull();
      assertThat(Double.parseDouble(written)).isEqualTo(value);
      BigDecimal shortest = new BigDecimal(Double.toString(value));
      assertThat(new BigDecimal(written).compareTo(shortest)).as(written).isZero();
    }
  }
}
