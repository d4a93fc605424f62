// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVersionTest {
  @ParameterizedTest
  @CsvSource({
    "file:/lib/openai-java-core-4.100.0.jar, 4.100.0",
    "file:/lib/langchain4j-agentic-1.8.0-beta15.jar, 1.8.0-beta15",
    "jar:file:/app.jar!/BOOT-INF/lib/okhttp-3.14.0.jar!/, 3.14.0",
    "file:/classes/, unknown version",
    "file:/lib/desk.jar, unknown version"
  })
  void version_isReadOffTheJar(String location, String version) throws Exception {
    CodeSource source = new CodeSource(URI.create(location).toURL(), (Certificate[]) null);

    assertThat(LibraryVersion.of("lib/Greeter", new ProtectionDomain(source, null)))
        .isEqualTo(version);
  }

  @Test
  void versionOfTheJdk_isThatOfJava() {
    assertThat(LibraryVersion.of("java/util/concurrent/FutureTask", null))
        .isEqualTo(Integer.toString(Runtime.version().feature()));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0 to 2.0, 0.9.9, true",
    "1.0 to 2.0, 1.0, false",
    "1.0 to 2.0, 1.0.0-beta1, false",
    "1.0 to 2.0, 1.10.3, false",
    "1.0 to 2.0, 2.0.7, false",
    "1.0 to 2.0, 2.1, true",
    "1.9.0-beta16 to 1.16.1-beta26, 1.8.0-beta15, true",
    "1.9.0-beta16 to 1.16.1-beta26, 1.10.0-beta18, false",
    "5.3.0 to 7.0.8, 5.3.0.RELEASE, false",
    "3.27.2, 3.27.2, false",
    "3.27.2, 3.27.3, true",
    "17 to 25, 26, true",
    "whatever there is, 1.0, false",
    "1.0 to 2.0, unknown version, false"
  })
  void version_isComparedWithTheRangeByItsNumbers(String range, String version, boolean outside) {
    assertThat(LibraryVersion.isOutside(range, version)).isEqualTo(outside);
  }
}
