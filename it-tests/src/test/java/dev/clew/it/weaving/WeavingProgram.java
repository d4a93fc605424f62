// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.weaving;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code src/test/apps/woven-libraries} with the classes of the agent jar, so that a class missing
 * from the jar is missing here.
 */
final class WeavingProgram {
  private static final Application PROGRAM = compile();

  private WeavingProgram() {}

  static ForkedJvm jvm(Jdk jdk) {
    ForkedJvm jvm = ForkedJvm.of(jdk, PROGRAM).option("-Xss8m");
    // With all libraries they run for minutes and call hooks a hundred million times.
    return Corpus.ALL ? jvm.option("-XX:TieredStopAtLevel=4") : jvm;
  }

  static String path(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Application compile() {
    Path classes = BuildOutput.newFolder("agent-classes");
    try (ZipFile agent = new ZipFile(BuildOutput.agentJar().toFile())) {
      for (ZipEntry entry : agent.stream().toList()) {
        if (entry.getName().startsWith("inst/") && !entry.isDirectory()) {
          Path file = classes.resolve(entry.getName().substring("inst/".length()));
          Files.createDirectories(file.getParent());
          Files.copy(agent.getInputStream(entry), file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Application.compile("woven-libraries", List.of(classes));
  }
}
