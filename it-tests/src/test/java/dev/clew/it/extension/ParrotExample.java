// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * {@code examples/extension}, compiled for a test: a fictional library, an application that uses
 * it, and the Clew extension that traces it.
 *
 * <p>Not built by Maven, because that project resolves the API from the local repository, which
 * does not contain it after a fresh clone.
 *
 * @param library the library's jar
 * @param application the application that uses it
 * @param extension the extension's jar
 */
record ParrotExample(Path library, Application application, Path extension) {
  private static final Path SOURCES = BuildOutput.root().resolve("examples/extension");

  static ParrotExample build() {
    Path folder = BuildOutput.newFolder("parrot");
    Path library =
        SourceFolder.copyOf(javaOf("library")).jar(folder.resolve("parrot-1.2.0.jar"), List.of());
    Path aviary =
        SourceFolder.copyOf(javaOf("app"))
            .jar(folder.resolve("aviary-1.2.0.jar"), List.of(library));
    Path extension =
        SourceFolder.copyOf(javaOf("module"))
            .resources(SOURCES.resolve("module/src/main/resources"))
            .jar(folder.resolve("parrot-tracing-1.2.0.jar"), hookClassPath(library));
    return new ParrotExample(library, applicationOf(library, aviary), extension);
  }

  /**
   * Returns the application with another version of the library, created by changing a source file.
   */
  Application withLibrary(String version, String source, String from, String to) {
    Path folder = BuildOutput.newFolder("parrot-" + version);
    Path other =
        SourceFolder.copyOf(javaOf("library"))
            .replace(source, from, to)
            .jar(folder.resolve("parrot-" + version + ".jar"), List.of());
    Path aviary =
        SourceFolder.copyOf(javaOf("app")).jar(folder.resolve("aviary.jar"), List.of(other));
    return applicationOf(other, aviary);
  }

  /** Returns the compile class path of hooks for {@code library}. */
  static List<Path> hookClassPath(Path library) {
    return List.of(BuildOutput.root().resolve("api/target/classes"), jspecify(), library);
  }

  private static Application applicationOf(Path library, Path aviary) {
    return new Application(List.of(library, aviary), "com.example.aviary.Aviary");
  }

  private static Path javaOf(String module) {
    return SOURCES.resolve(module).resolve("src/main/java");
  }

  private static Path jspecify() {
    try {
      return Path.of(NullMarked.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
