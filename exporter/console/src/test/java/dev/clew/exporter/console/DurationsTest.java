// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "412000, 412 µs",
    "999999, 999 µs",
    "1000000, 1 ms",
    "412400000, 412 ms",
    "999400000, 999 ms",
    "999600000, 1.00 s",
    "1840000000, 1.84 s",
    "59990000000, 59.99 s",
    "59999000000, 1 m 00 s",
    "125000000000, 2 m 05 s",
    "3599600000000, 1 h 00 m",
    "37320000000000, 10 h 22 m"
  })
  void duration_isRoundedToWhatPeopleRead(long nanos, String expected) {
    assertThat(Durations.format(nanos, TreeSymbols.of(StandardCharsets.UTF_8))).isEqualTo(expected);
  }
}
