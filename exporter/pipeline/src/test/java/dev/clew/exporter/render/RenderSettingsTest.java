// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static dev.clew.exporter.render.ContentPolicy.FULL;
import static dev.clew.exporter.render.ContentPolicy.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RenderSettingsTest {
  @Test
  void withContent_changesNothingElse() {
    assertThat(RenderSettings.defaults().withContent(NONE))
        .isEqualTo(new RenderSettings(NONE, 131_072, 4_194_304, 8_192, 32, 10_000));
  }

  @Test
  void settings_outOfRange_nameTheViolatedCondition() {
    rejects("maxFieldCharacters < 64: 63", 63, 100, 64, 1, 1);
    rejects("maxSpanCharacters < maxFieldCharacters: 99", 100, 99, 64, 1, 1);
    rejects("maxStackTraceCharacters < 64: 0", 64, 64, 0, 1, 1);
    rejects("maxDepth not in 1..256: 257", 64, 64, 64, 257, 1);
    rejects("maxEntries < 1: 0", 64, 64, 64, 1, 0);
  }

  private static void rejects(
      String message, int field, int span, int stackTrace, int depth, int entries) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RenderSettings(FULL, field, span, stackTrace, depth, entries))
        .withMessage(message);
  }
}
