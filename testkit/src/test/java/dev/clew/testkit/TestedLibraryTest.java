// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestedLibraryTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("versions.txt"),
            """
            # A comment.
            [parrot]
            0.9   below    com.example:parrot
            1.0   unit,it  com.example:parrot com.example:cage:7.1
            1.1   it       com.example:parrot   # only there
            2.0            com.example.core:parrot-core

            [owl]
            3.0   unit     com.example:owl !com.example:mouse
            """);
  }

  @Test
  void line_saysWhoTestsAndWhatToResolve() {
    assertThat(TestedLibrary.in(file, "parrot").at("1.0"))
        .isEqualTo(
            new TestedVersion(
                "1.0",
                Set.of("unit", "it"),
                List.of("com.example:parrot:1.0", "com.example:cage:7.1")));
  }

  @Test
  void line_thatNamesNoTests_isForUnitTests() {
    assertThat(TestedLibrary.in(file, "parrot").newest())
        .isEqualTo(
            new TestedVersion("2.0", Set.of("unit"), List.of("com.example.core:parrot-core:2.0")));
  }

  @Test
  void artifact_thatIsNotWanted_isKeptWithoutAVersion() {
    assertThat(TestedLibrary.in(file, "owl").newest().coordinates())
        .containsExactly("com.example:owl:3.0", "!com.example:mouse");
  }

  @Test
  void versions_areThoseOfTheKindOfTest_lowestFirst() {
    assertThat(TestedLibrary.in(file, "parrot").testedBy("it"))
        .extracting(TestedVersion::version)
        .containsExactly("1.0", "1.1");
  }

  @Test
  void range_leavesOutWhatIsTooOld() {
    assertThat(TestedLibrary.in(file, "parrot").range()).isEqualTo("1.0 to 2.0");
    assertThat(TestedLibrary.in(file, "owl").range()).isEqualTo("3.0");
  }

  @Test
  void sections_areReadInTheirOrder() {
    assertThat(TestedLibrary.all(file))
        .extracting(TestedLibrary::name)
        .containsExactly("parrot", "owl");
  }

  @Test
  void libraryThatIsNotListed_isNamed() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> TestedLibrary.in(file, "crow"))
        .withMessageContaining("no [crow] in ");
  }

  @Test
  void versionMarkedMore_isForUnitTestsThatWantAll(@TempDir Path other) throws IOException {
    Path list = other.resolve("versions.txt");
    Files.writeString(list, "[gull]\n1.0 unit a:b\n1.5 unit,more a:b\n2.0 unit a:b\n");
    List<String> all = List.of("1.0", "1.5", "2.0");

    assertThat(TestedLibrary.in(list, "gull").testedBy("unit"))
        .extracting(TestedVersion::version)
        .isEqualTo(Boolean.getBoolean("testkit.all-versions") ? all : List.of("1.0", "2.0"));
    assertThat(TestedLibrary.in(list, "gull").at("1.5").isSupported()).isTrue();
  }
}
