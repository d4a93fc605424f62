// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
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
  void width_isThatOfTheShell_ifItSays() {
    assertThat(width(Map.of("COLUMNS", "97"))).isEqualTo(97);
    assertThat(width(Map.of("COLUMNS", "12"))).isEqualTo(40);
    assertThat(width(Map.of("COLUMNS", "99999"))).isEqualTo(1_000);
    assertThat(width(Map.of("COLUMNS", "wide"))).isEqualTo(140);
    assertThat(width(Map.of())).isEqualTo(140);
  }

  private static int width(Map<String, String> environment) {
    return ConsoleSettings.forStandardError(false, environment).width();
  }

  @Test
  void glyphs_followTheCharset() {
    assertThat(TreeSymbols.of(StandardCharsets.UTF_8).arrow()).isEqualTo("→");
    assertThat(TreeSymbols.of(StandardCharsets.ISO_8859_1).arrow()).isEqualTo("->");
  }
}
