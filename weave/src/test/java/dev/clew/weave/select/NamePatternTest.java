// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "run, run, true",
    "run, runs, false",
    "*, anything, true",
    "run*, run, true",
    "run*, runAll, true",
    "run*, rerun, false",
    "*Tool, com.acme.Tool, true",
    "com.*.Tool*, com.acme.tools.ToolBox, true",
    "com.*.Tool*, com.Tool, false",
    "a*b*a, aba, true",
    "a*a, a, false",
    "a*b*b, axb, false"
  })
  void star_standsForAnyCharacters(String pattern, String name, boolean matches) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
  }
}
