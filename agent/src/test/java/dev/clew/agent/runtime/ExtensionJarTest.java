// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionJarTest {
  @TempDir Path folder;
  private final CapturedLog said = new CapturedLog();
  private final List<ExtensionJar> opened = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (ExtensionJar jar : opened) {
      jar.close();
    }
  }

  @Test
  void folder_meansItsJarsByName() throws IOException {
    jar("b.jar");
    jar("a.jar");
    Files.writeString(folder.resolve("README.md"), "no jar");

    assertThat(open(folder.toString()))
        .containsExactly(folder.resolve("a.jar").toString(), folder.resolve("b.jar").toString());
    assertThat(said.lines()).isEmpty();
  }

  @Test
  void jars_areOpenedInTheOrderOfTheList() throws IOException {
    String first = jar("z.jar").toString();
    String second = jar("a.jar").toString();

    assertThat(open(first, second)).containsExactly(first, second);
  }

  @Test
  void jar_isByItselfAboveTheAgent() throws IOException {
    Path jar = new TestJar(folder).file("own.txt", "own").write("a.jar", "");
    open(jar.toString(), jar("b.jar").toString());

    assertThat(opened.get(0).getResource("own.txt")).isNotNull();
    assertThat(opened.get(1).getResource("own.txt")).isNull();
    assertThat(opened).allMatch(it -> it.getParent() == ExtensionJar.class.getClassLoader());
  }

  @Test
  void missingPath_isReported() throws IOException {
    String missing = folder.resolve("missing.jar").toString();
    String good = jar("good.jar").toString();

    assertThat(open(missing, good)).containsExactly(good);
    assertThat(said.lines())
        .containsExactly(
            "[clew] warning: clew.extensions names "
                + missing
                + ", which does not exist; correct the path");
  }

  @Test
  void folderWithoutJars_isReported() {
    assertThat(open(folder.toString())).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            "[clew] warning: clew.extensions names the folder "
                + folder
                + ", which contains no jars");
  }

  @Test
  void fileThatIsNoJar_isReported() throws IOException {
    Path text = Files.writeString(folder.resolve("broken.jar"), "not a zip file");

    assertThat(open(text.toString())).isEmpty();
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith(
            "[clew] warning: extension " + text + " is not a readable jar and is skipped: ");
  }

  private Path jar(String name) throws IOException {
    return new TestJar(folder).file("marker.txt", name).write(name, "");
  }

  private List<String> open(String... locations) {
    opened.addAll(ExtensionJar.open(List.of(locations), said.log));
    return opened.stream().map(ExtensionJar::path).toList();
  }
}
