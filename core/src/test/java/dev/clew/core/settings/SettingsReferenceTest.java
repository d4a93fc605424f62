// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/settings.md} true; with {@code -Dclew.docs.write=true} it writes the page. */
class SettingsReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs/settings.md");

  @Test
  void page_isWhatTheSettingsSay() throws IOException {
    String expected = SettingsReference.markdown();
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/settings.md; to write it anew: mvn -f core/pom.xml test"
                + " -Dtest=SettingsReferenceTest -Dclew.docs.write=true")
        .isEqualTo(expected);
  }

  @Test
  void everySetting_isARowOfFiveCells() {
    assertThat(SettingsReference.markdown().lines().filter(line -> line.startsWith("|")))
        .hasSize(ClewSettings.all().size() + 4)
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(6));
  }
}
