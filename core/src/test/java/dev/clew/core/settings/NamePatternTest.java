// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "ping, ping, true",
    "ping, pinging, false",
    "ping, Ping, false",
    "Warmup*, Warmup, true",
    "Warmup*, WarmupAgent, true",
    "Warmup*, TheWarmup, false",
    "*, anything, true",
    "*-embedding-*, text-embedding-3-small, true",
    "*-embedding-*, -embedding-, true",
    "*-embedding-*, embedding, false",
    "a*b*b, ab, false",
    "a*b*b, abb, true",
    "a**b, ab, true",
    "a*aa, aa, false",
    "gpt-4o*mini, gpt-4o-mini, true",
  })
  void star_standsForAnyText(String pattern, String name, boolean matches) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
  }
}
