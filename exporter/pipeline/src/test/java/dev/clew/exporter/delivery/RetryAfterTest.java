// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));

  @Test
  void seconds_areTaken() {
    assertThat(RetryAfter.parse(" 120 ", CLOCK)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("0", CLOCK)).isEqualTo(Duration.ZERO);
  }

  @Test
  void date_isTheTimeUntilThen() {
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 08:01:30 GMT", CLOCK))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 07:00:00 GMT", CLOCK)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "21 Nov 2026"})
  void anythingElse_saysNothing(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).isNull();
  }
}
