// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LocalVariableRemovalTest {
  @Test
  void class_losesTheNamesOfItsVariables_andKeepsItsLines() throws Exception {
    byte[] before = classFile();
    byte[] after = LocalVariableRemoval.without(before);

    assertThat(text(before)).contains("LocalVariableTable").contains("LineNumberTable");
    assertThat(text(after)).doesNotContain("LocalVariableTable").contains("LineNumberTable");
    assertThat(after).hasSizeLessThan(before.length);
  }

  @Test
  void class_worksAsBefore() throws Exception {
    byte[] after = LocalVariableRemoval.without(classFile());
    Class<?> rewritten =
        new ClassLoader(null) {
          Class<?> define() {
            return defineClass(Sample.class.getName(), after, 0, after.length);
          }
        }.define();

    assertThat(rewritten.getDeclaredMethod("sum", int[].class).invoke(null, new int[] {1, 2, 3}))
        .isEqualTo(6);
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in =
        Sample.class.getResourceAsStream("LocalVariableRemovalTest$Sample.class")) {
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
    public static int sum(int[] numbers) {
      int total = 0;
      for (int number : numbers) {
        total += number;
      }
      return total;
    }
  }
}
