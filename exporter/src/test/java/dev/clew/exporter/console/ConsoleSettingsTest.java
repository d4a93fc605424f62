// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
  @Test
  void settings_outOfRange_nameTheViolatedCondition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConsoleSettings(StandardCharsets.UTF_8, false, 39, 1))
        .withMessage("width < 40: 39");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConsoleSettings(StandardCharsets.UTF_8, false, 40, 0))
        .withMessage("maxWaitingSpans < 1: 0");
  }

  @Test
  void glyphs_followTheCharset() {
    assertThat(Glyphs.of(StandardCharsets.UTF_8).arrow()).isEqualTo("→");
    assertThat(Glyphs.of(StandardCharsets.ISO_8859_1).arrow()).isEqualTo("->");
  }
}
