// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FileSettingsTest {
  private static final Path DIRECTORY = Path.of("traces");
  private static final Duration AGE = Duration.ofDays(1);

  @Test
  void settings_inHome_areTheDocumentedDefaults() {
    assertThat(FileSettings.in(Path.of("home")))
        .isEqualTo(
            new FileSettings(
                Path.of("home", "traces"), 67_108_864, Duration.ofDays(14), 1_073_741_824));
  }

  @Test
  void settings_outOfRange_nameTheViolatedCondition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileSettings(DIRECTORY, 0, AGE, 1))
        .withMessage("maxFileBytes < 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileSettings(DIRECTORY, 1, Duration.ZERO, 1))
        .withMessage("maxAge <= 0: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileSettings(DIRECTORY, 10, AGE, 9))
        .withMessage("maxTotalBytes < maxFileBytes: 9");
  }
}
