// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeFolderTest {
  private final List<String> said = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void store_liesInTheHomeFolder() {
    assertThat(home(folder.toString(), "sam", Map.of(), "")).isEqualTo(folder.resolve(".clew"));
    assertThat(home(folder.toString(), "sam", Map.of(), "~/x")).isEqualTo(folder.resolve("x"));
    assertThat(said).isEmpty();
  }

  @Test
  void namedFolder_isTakenAsItIs() {
    assertThat(home("?", "?", Map.of(), "/data/clew")).isEqualTo(Path.of("/data/clew"));
    assertThat(home("?", "?", Map.of(), "~foo")).isEqualTo(Path.of("~foo"));
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"?", "", "home", "/nonexistent"})
  void withoutAHomeFolder_theStoreIsTemporaryAndThatIsReported(String userHome) {
    Path store = home(userHome, "sam", Map.of(), "");

    assertThat(store).isEqualTo(folder.resolve("clew-sam"));
    assertThat(said)
        .containsExactly(
            "no home folder found (user.home is '%s'), so the local store is %s; set clew.home to"
                    .formatted(userHome == null ? "" : userHome, store)
                + " put it elsewhere");
  }

  @Test
  void withoutAHomeFolder_theVariableIsAskedFirst() {
    assertThat(home("?", "sam", Map.of("HOME", folder.toString()), ""))
        .isEqualTo(folder.resolve(".clew"));
    assertThat(said).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "../../etc", ""})
  void userWithoutAUsableName_isLeftOut(String name) {
    assertThat(home("?", name, Map.of("HOME", "/nonexistent"), ""))
        .isEqualTo(folder.resolve("clew"));
  }

  @Test
  void pathThatCannotBe_isReportedAndTheDefaultCounts() {
    assertThat(home(folder.toString(), "sam", Map.of(), "/a\0b"))
        .isEqualTo(folder.resolve(".clew"));
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("clew.home=/a\0b is not a valid path (")
        .endsWith("); using " + folder.resolve(".clew"));
  }

  private Path home(String userHome, String userName, Map<String, String> environment, String set) {
    Properties properties = new Properties();
    if (userHome != null) {
      properties.setProperty("user.home", userHome);
    }
    properties.setProperty("user.name", userName);
    properties.setProperty("java.io.tmpdir", folder.toString());
    SettingsSource source = new SettingsSource("test", Map.of("clew.home", set), false);
    return new HomeFolder(properties, environment, said::add)
        .of(new Settings(List.of(source), said::add));
  }
}
