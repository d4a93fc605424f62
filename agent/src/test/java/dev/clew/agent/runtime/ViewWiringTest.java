// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewWiringTest {
  @TempDir Path home;
  private final CapturedLog said = new CapturedLog();

  @Test
  void notAskedFor_isNoViewAndNoLine() {
    assertThat(ViewWiring.view(settings(null), home, true, said.log)).isNull();
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void argumentView_withoutJar_isALineThatNamesTheJar() {
    Path jar = home.resolve("nowhere.jar");

    assertThat(ViewWiring.view(settings("view,view.jar=" + jar), home, true, said.log)).isNull();
    assertThat(said.lines()).singleElement().asString().contains(jar.toString(), "clew.view.jar");
  }

  @Test
  void withoutATraceFile_isALineThatNamesTheExporter() {
    assertThat(ViewWiring.view(settings("view"), home, false, said.log)).isNull();
    assertThat(said.lines()).singleElement().asString().contains("add file to clew.exporters");
  }

  private Settings settings(String arguments) {
    return new Settings(List.of(SettingsSource.agentArguments(arguments)), said.log::warn);
  }
}
