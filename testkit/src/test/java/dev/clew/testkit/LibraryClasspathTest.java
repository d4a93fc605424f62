// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Uses artifacts that other tests of the build need as well. */
class LibraryClasspathTest {
  @Test
  void artifact_comesWithItsDependencies() {
    assertThat(names("org.slf4j:slf4j-nop:2.0.17"))
        .containsExactly("slf4j-nop-2.0.17.jar", "slf4j-api-2.0.17.jar");
  }

  @Test
  void excludedDependency_isNotThere() {
    assertThat(names("org.slf4j:slf4j-nop:2.0.17", "!org.slf4j:slf4j-api"))
        .containsExactly("slf4j-nop-2.0.17.jar");
  }

  @Test
  void versionThatDoesNotExist_isNamed() {
    assertThatThrownBy(() -> names("org.slf4j:slf4j-nop:0.0.0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot resolve [org.slf4j:slf4j-nop:0.0.0]");
  }

  private static List<String> names(String... coordinates) {
    return LibraryClasspath.of(List.of(coordinates)).stream()
        .map(jar -> jar.getFileName().toString())
        .toList();
  }
}
