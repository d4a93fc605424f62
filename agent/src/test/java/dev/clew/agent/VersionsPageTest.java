// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.testkit.TestedLibrary;
import dev.clew.testkit.TestedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/versions.md} true; with {@code -Dclew.docs.write=true} it writes the page. */
class VersionsPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/versions.md");

  /**
   * Parts of the JDK are tested on the build's JDKs; the other agent by a stress test; Clew's own
   * API with versions made up for the purpose.
   */
  private static final List<String> ELSEWHERE =
      List.of(
          "the JDK",
          "clew-api",
          "java.net",
          "java.net.http",
          "jdk.httpserver",
          "opentelemetry-javaagent",
          "mockito-core");

  @Test
  void page_isWhatTheVersionListsSay() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/versions.md; mvn test -pl agent -am -Dclew.docs.write=true writes it")
        .isEqualTo(expected);
  }

  @Test
  void everyModule_supportsWhatItsVersionListSays() throws IOException {
    Map<String, String> listed =
        lists().stream()
            .collect(
                Collectors.toMap(TestedLibrary::name, TestedLibrary::range, (one, same) -> one));

    assertThat(
            StreamSupport.stream(
                    ServiceLoader.load(InstrumentationModule.class).spliterator(), false)
                .map(InstrumentationModule::library)
                .filter(library -> !ELSEWHERE.contains(library.name())))
        .isNotEmpty()
        .allSatisfy(
            library ->
                assertThat(library.supportedVersions())
                    .as(library.name())
                    .isEqualTo(listed.get(library.name())))
        .extracting(Library::name)
        .contains("openai-java", "LangChain4j", "spring-web");
  }

  private static String page() throws IOException {
    Map<String, TestedLibrary> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lists().forEach(library -> sorted.put(library.name(), library));
    return sorted.values().stream()
        .map(
            library ->
                "| %s | %s | %s |%n".formatted(library.name(), library.range(), tested(library)))
        .collect(
            Collectors.joining(
                "",
                """
                # Supported versions

                The build tests every version in the last column, from the `versions.txt` of each module; those in parentheses with `-Dall-versions=true` only. A version that does not fit is not traced, and Clew says so in one line.

                | library | supported | tested with |
                |---|---|---|
                """,
                ""));
  }

  private static String tested(TestedLibrary library) {
    return library.versions().stream()
        .filter(TestedVersion::isSupported)
        .map(version -> version.isOptional() ? "(" + version.version() + ")" : version.version())
        .collect(Collectors.joining(", "));
  }

  private static List<TestedLibrary> lists() throws IOException {
    List<TestedLibrary> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      files
          .filter(file -> file.endsWith("versions.txt"))
          .sorted()
          .forEach(file -> found.addAll(TestedLibrary.all(file)));
    }
    return found;
  }
}
