// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.runtime.view.ServingFile.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingFileTest {
  @TempDir Path folder;

  @Test
  void written_isRead() throws IOException {
    ServingFile file = new ServingFile(folder.resolve("serving.properties"));
    file.write(new Viewer(1, 2, 3));
    file.write(new Viewer(4711, 1_795_246_600_000L, 4319));

    assertThat(file.read()).isEqualTo(new Viewer(4711, 1_795_246_600_000L, 4319));
    assertThat(folder).isDirectoryContaining("glob:**/serving.properties");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void missing_isNoViewer() {
    assertThat(new ServingFile(folder.resolve("serving.properties")).read()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "port=x", "pid=1\nport=0", "pid=1\nport=70000", "port=\\u00zz", "port=-1"})
  void damaged_isNoViewer(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("serving.properties"), content);

    assertThat(new ServingFile(file).read()).isNull();
  }

  @Test
  void symbolicLink_isNotFollowed() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "pid=1\nstarted=1\nport=4319\n");
    Path link = Files.createSymbolicLink(folder.resolve("serving.properties"), other);

    assertThat(new ServingFile(link).read()).isNull();
  }
}
