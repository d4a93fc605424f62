// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.BuildOutput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The content of the jar that users get. */
class AgentJarTest {
  private static final long BUDGET_BYTES = 8_000_000;

  @Test
  void entries_areTheEntranceOrInst() throws IOException {
    assertThat(entries())
        .allMatch(
            name ->
                name.matches("dev/(clew/(agent/(cli/)?)?)?")
                    || name.matches("dev/clew/agent/(cli/)?[\\w$]+\\.class")
                    || name.startsWith("inst/")
                    || name.startsWith("META-INF/"));
  }

  @Test
  void inst_hasNoLibraryUnderItsOwnName() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("inst/") && name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("inst/dev/clew/"));
  }

  @Test
  void inst_hasNoClassOfATracedLibrary() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.contains("com/openai/") || name.contains("dev/langchain4j/"));
  }

  /** An application that finds it here would use it instead of its own copy. */
  @Test
  void inst_hasNothingThatApplicationsCompileAgainst() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.matches("(inst/)?dev/clew/(annotation/)?[\\w$-]+\\.class"));
  }

  @Test
  void size_isWithinTheBudget() throws IOException {
    assertThat(Files.size(BuildOutput.agentJar())).isLessThan(BUDGET_BYTES);
  }

  @Test
  void entrance_isJava8ByteCodeAndTheOnlyOne() throws IOException {
    try (JarFile jar = new JarFile(BuildOutput.agentJar().toFile())) {
      assertThat(major(jar, "dev/clew/agent/ClewAgent.class")).isEqualTo(52);
      assertThat(major(jar, "dev/clew/agent/Attachment.class")).isEqualTo(61);
    }
  }

  @Test
  void entrance_callsNothingThatJava8DoesNotHave() {
    StringWriter out = new StringWriter();
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(
            new PrintWriter(out),
            new PrintWriter(out),
            "-v",
            "-cp",
            BuildOutput.agentJar().toString(),
            "dev.clew.agent.ClewAgent");

    List<String> called =
        Pattern.compile("= (?:Method|InterfaceMethod|Field)ref +\\S+ +// (\\S+?):")
            .matcher(out.toString())
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(name -> !name.startsWith("dev/clew/agent/ClewAgent."))
            .toList();

    // Before adding a name here, check that Java 8 has it.
    assertThat(called)
        .containsExactlyInAnyOrder(
            "java/lang/Object.\"<init>\"",
            "java/lang/System.getProperty",
            "java/lang/System.err",
            "java/lang/StringBuilder.\"<init>\"",
            "java/lang/StringBuilder.append",
            "java/lang/StringBuilder.append",
            "java/lang/StringBuilder.append",
            "java/lang/StringBuilder.toString",
            "java/io/PrintStream.println",
            "java/lang/Class.forName",
            "java/lang/Class.getMethod",
            "java/lang/reflect/Method.invoke",
            "java/lang/Throwable.getCause",
            "java/lang/String.startsWith",
            "java/lang/String.substring",
            "java/lang/Integer.parseInt");
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(BuildOutput.agentJar().toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }

  private static int major(JarFile jar, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }
}
