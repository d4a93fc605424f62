// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnCodeTest {
  @TempDir Path folder;

  @Test
  void classesNamedExactly_goToTheGate() {
    OwnCode own =
        new OwnCode(
            "com.acme.Billing[charge]=function; com.acme.Desk$Router[route]=handoff(target=$1.name)",
            null);

    assertThat(own.classes()).containsExactlyInAnyOrder("com/acme/Billing", "com/acme/Desk$Router");
    assertThat(own.anyClass()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Tool+[run]=function",
        "com.acme.*[run]=function",
        "@com.acme.Action[*]=function",
        "*[@com.acme.Action]=function",
        "com.acme.Billing=function"
      })
  void otherRules_openTheGateAtOnce(String rule) {
    assertThat(new OwnCode(rule, null).anyClass()).isTrue();
  }

  @Test
  void file_hasCommentsAndBlankLines() throws IOException {
    Path file = folder.resolve("methods.txt");
    Files.write(file, List.of("# com.acme.*[x]=agent", "", "com.acme.Desk[handle]=agent"));

    OwnCode own = new OwnCode(null, file.toString());

    assertThat(own.classes()).containsExactly("com/acme/Desk");
    assertThat(own.anyClass()).isFalse();
  }

  @Test
  void classFile_isAnnotatedIfItNamesOneOfTheAnnotations() {
    for (int before = 0; before < 60; before++) {
      String text = "xL/dev/annotation".repeat(4).substring(0, before);

      assertThat(OwnCode.isAnnotated(bytes(text + "Ldev/clew/annotation/ToolSpan;"))).isTrue();
      assertThat(OwnCode.isAnnotated(bytes(text + "Ldev/clew/annotatio"))).isFalse();
    }
    assertThat(OwnCode.isAnnotated(new byte[0])).isFalse();
  }

  @Test
  void annotations_areFoundInAJar() throws IOException {
    Path fat = jar("fat.jar", "BOOT-INF/lib/clew-api-1.0.jar");
    Path shaded = jar("shaded.jar", "dev/clew/annotation/Traced.class");
    Path other = jar("other.jar", "BOOT-INF/lib/other-1.0.jar");

    assertThat(OwnCode.areAnnotationsIn(fat.toString())).isTrue();
    assertThat(OwnCode.areAnnotationsIn(shaded.toString())).isTrue();
    assertThat(OwnCode.areAnnotationsIn(other.toString())).isFalse();
    assertThat(OwnCode.areAnnotationsIn(folder.resolve("missing.jar").toString())).isFalse();
  }

  private Path jar(String name, String entry) throws IOException {
    return new TestJar(folder).file(entry, "").write(name, "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
