// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.FixedSettings;
import dev.clew.exporter.folder.FolderGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileExporterProviderTest {
  @Test
  void settings_areThoseOfTheUser() {
    Map<String, String> set =
        Map.of("max-bytes", "5000", "max-total-bytes", "9000", "max-age", "90s");

    assertThat(FileSettings.of(new FixedSettings(set)))
        .isEqualTo(
            new FileSettings(
                Path.of("home", "traces"),
                5000,
                Duration.ofSeconds(90),
                9000,
                FolderGuard.of(Path.of("home"))));
  }

  @Test
  void settings_thatNobodyMade_areTheDefaults() {
    FileSettings unset = FileSettings.in(Path.of("home"));

    assertThat(FileSettings.of(new FixedSettings(Map.of())))
        .usingRecursiveComparison()
        .ignoringFields("guard")
        .isEqualTo(unset);
  }

  @Test
  void total_isNeverLessThanOneFile() {
    Map<String, String> set = Map.of("max-bytes", "9000", "max-total-bytes", "5000");

    assertThat(FileSettings.of(new FixedSettings(set)).maxTotalBytes()).isEqualTo(9000);
  }
}
