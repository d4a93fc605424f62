// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugInfoRemovalTest {
  @TempDir Path folder;

  @Test
  void class_losesTheNamesOfItsVariables_andKeepsItsLines() throws Exception {
    byte[] before = classFile();
    byte[] after = DebugInfoRemoval.withoutVariables(before);

    assertThat(text(before)).contains("LocalVariableTable").contains("LineNumberTable");
    assertThat(text(after)).doesNotContain("LocalVariableTable").contains("LineNumberTable");
    assertThat(after).hasSizeLessThan(before.length);
  }

  @Test
  void classOfALibrary_losesItsLinesAndTypeArgumentsToo() throws Exception {
    byte[] after = DebugInfoRemoval.withoutLines(classFile());

    assertThat(text(classFile())).contains("SourceFile").contains("Signature");
    assertThat(text(after))
        .doesNotContain("LocalVariableTable")
        .doesNotContain("LineNumberTable")
        .doesNotContain("SourceFile")
        .doesNotContain("Signature");
  }

  @Test
  void folder_keepsTheLinesOfWhatIsNotALibrary() throws Exception {
    Path ours =
        Files.write(
            Files.createDirectories(folder.resolve("ours")).resolve("S.class"), classFile());
    Path library =
        Files.write(Files.createDirectories(folder.resolve("lib")).resolve("S.class"), classFile());

    DebugInfoRemoval.main(new String[] {folder.toString(), "lib"});

    assertThat(ours).hasBinaryContent(DebugInfoRemoval.withoutVariables(classFile()));
    assertThat(library).hasBinaryContent(DebugInfoRemoval.withoutLines(classFile()));
  }

  @Test
  void class_worksAsBefore() throws Exception {
    for (byte[] after :
        List.of(
            DebugInfoRemoval.withoutVariables(classFile()),
            DebugInfoRemoval.withoutLines(classFile()))) {
      assertThat(sum(after)).isEqualTo(6);
    }
  }

  private static Object sum(byte[] after) throws ReflectiveOperationException {
    Class<?> rewritten =
        new ClassLoader(null) {
          Class<?> define() {
            return defineClass(Sample.class.getName(), after, 0, after.length);
          }
        }.define();

    return rewritten.getDeclaredMethod("sum", List.class).invoke(null, List.of(1, 2, 3));
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("DebugInfoRemovalTest$Sample.class")) {
      return in.readAllBytes();
    }
  }

  private static String text(byte[] classFile) {
    return new String(classFile, StandardCharsets.ISO_8859_1);
  }

  /** Something with local variables. */
  public static final class Sample {
    private Sample() {}

    /** Returns the sum of the numbers. */
    public static int sum(List<Integer> numbers) {
      int total = 0;
      for (int number : numbers) {
        total += number;
      }
      return total;
    }
  }
}
