// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClewAgentTest {
  private static final int CONSTANT_CLASS = 7;

  @ParameterizedTest
  @CsvSource({"1.8, 8", "1.7, 7", "9, 9", "11, 11", "17, 17", "25, 25"})
  void specificationVersion_isReadAsAMajorVersion(String version, int major) {
    assertThat(ClewAgent.majorOf(version)).isEqualTo(major);
  }

  @ParameterizedTest
  @CsvSource({"''", "17-ea", "1.", "future"})
  void versionThatCannotBeRead_isTakenForNew(String version) {
    assertThat(ClewAgent.majorOf(version)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void classFile_isOfJava8() throws IOException {
    byte[] classFile = classFile();

    assertThat((classFile[6] & 0xFF) << 8 | (classFile[7] & 0xFF)).isEqualTo(52);
  }

  @Test
  void constants_nameOnlyClassesOfJava8AndItself() throws IOException {
    Elements java8 = classesOfJava8();

    assertThat(namedClasses())
        .contains("java.lang.System", "dev.clew.agent.ClewAgent")
        .allSatisfy(
            name ->
                assertThat(
                        name.equals("dev.clew.agent.ClewAgent")
                            || java8.getTypeElement(name) != null)
                    .as(name)
                    .isTrue());
    assertThat(java8.getTypeElement("java.lang.Module")).as("what came with Java 9").isNull();
  }

  private static Elements classesOfJava8() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                nothing -> {},
                List.of("--release", "8"),
                List.of("java.lang.Object"),
                null);
    return task.getElements();
  }

  private static List<String> namedClasses() throws IOException {
    ClassReader reader = new ClassReader(classFile());
    char[] buffer = new char[reader.getMaxStringLength()];
    List<String> names = new ArrayList<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
        names.add(reader.readUTF8(offset, buffer).replace('/', '.').replace('$', '.'));
      }
    }
    return names;
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = ClewAgent.class.getResourceAsStream("ClewAgent.class")) {
      return in.readAllBytes();
    }
  }
}
