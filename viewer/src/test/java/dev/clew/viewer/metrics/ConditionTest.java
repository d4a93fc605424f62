// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {

  @ParameterizedTest
  @CsvSource({
    "error_rate>0.02,0.02",
    "error_rate > 2%,0.02",
    "p95_duration>=30s,30",
    "p95_duration>500ms,0.5",
    "avg_duration>2m,120",
    "cost>$5,5",
    "tokens<20k,20000"
  })
  void limit_isReadWithItsUnit(String text, double limit) {
    assertThat(Condition.parse(text).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error_rate", "error_rate=1", ">5", "cost>", "cost>five", "p50>1"})
  void anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void text_saysValueAndLimit() {
    assertThat(Condition.parse("error_rate>2%").text(0.045).replace('\u00a0', ' '))
        .isEqualTo("error rate 4.5 % > 2 %");
    assertThat(Condition.parse("p95_duration>30").text(61).replace('\u00a0', ' '))
        .isEqualTo("p95 duration 1 m 01 s > 30.0 s");
  }
}
