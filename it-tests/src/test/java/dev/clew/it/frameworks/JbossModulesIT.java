// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The application and its libraries in modules of JBoss, which see nothing of the class path. */
class JbossModulesIT {
  @Test
  void librariesInAModule_areTraced() throws IOException {
    Path modules = BuildOutput.newFolder("jboss-modules");
    List<Path> libraries = ContainerDesk.libraries(LibraryClasspath.NEWEST_OPENAI_JAVA, "1.19.0");
    Path classes = ContainerDesk.classes("container-main", libraries);
    module(modules, "desk.libraries", "", libraries, "java.net.http", "java.logging", "java.xml");
    module(modules, "desk", "<main-class name=\"app.Main\"/>", List.of(classes), "desk.libraries");
    Path launcher = ContainerDesk.runtime("jboss-modules");

    TracedRun run =
        Comparison.of(
                ForkedJvm.ofJar(Jdk.running(), launcher)
                    .arguments("-mp", modules.toString(), "desk"))
            .model(ContainerDesk::model)
            .run();

    assertThat(run.exit().stdout()).isEqualTo(ContainerDesk.answers("sam") + "ModuleClassLoader\n");
    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.traces().describe()).isEqualTo(ContainerDesk.TREES);
  }

  private static void module(
      Path modules, String name, String main, List<Path> content, String... dependencies)
      throws IOException {
    Path folder = Files.createDirectories(modules.resolve(name.replace('.', '/')).resolve("main"));
    String resources =
        content.stream()
            .map("<resource-root path=\"%s\"/>\n"::formatted)
            .collect(Collectors.joining());
    String needed =
        List.of(dependencies).stream()
            .map("<module name=\"%s\"/>\n"::formatted)
            .collect(Collectors.joining());
    Files.writeString(
        folder.resolve("module.xml"),
        """
        <module xmlns="urn:jboss:module:1.9" name="%s">
        %s
        <resources>
        %s</resources>
        <dependencies>
        <module name="java.base"/>
        %s</dependencies>
        </module>
        """
            .formatted(name, main, resources, needed));
  }
}
