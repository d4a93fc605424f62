// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.AllFrameworks;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two web applications in one Tomcat, each with its own versions of the libraries. */
@AllFrameworks
class TomcatIT {
  private static final String TOMCAT = "org.apache.tomcat.embed:tomcat-embed-core:10.1.52";

  @Test
  void twoApplicationsWithOtherVersions_areTracedSeparately_alsoWhenOneIsUndeployed() {
    Application tomcat = Application.compile("tomcat-two", LibraryClasspath.of(TOMCAT));
    String old = site("old", "1.1.0", "1.0.0").toString();
    String recent = site("recent", "3.7.1", "1.19.0").toString();

    TracedRun run =
        Comparison.of(Jdk.running(), tomcat)
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .model(ContainerDesk::model)
            .tracing(jvm -> jvm.agent("diagnostics=true"))
            .runShowing(old, recent);

    assertThat(run.exit().stdout())
        .isEqualTo(
            "old: %s\nrecent: %s\n"
                .repeat(2)
                .concat("old is undeployed: 404\nrecent: %s\n")
                .formatted(
                    ContainerDesk.answers("anna"),
                    ContainerDesk.answers("bert"),
                    ContainerDesk.answers("carl"),
                    ContainerDesk.answers("dora"),
                    ContainerDesk.answers("emil")));
    for (String customer : List.of("anna", "bert", "carl", "dora", "emil")) {
      assertThat(run.traces().trees())
          .filteredOn(tree -> mentions(tree, customer))
          .extracting(TraceTree::describe)
          .as(customer)
          .hasSize(3);
    }
    assertThat(run.traces().trees()).hasSize(15);
    assertThat(run.traces().describe().lines())
        .containsExactlyInAnyOrderElementsOf(ContainerDesk.TREES.repeat(5).lines().toList());
    assertThat(run.exit().stderr())
        .containsPattern("openai-java +1\\.1\\.0, loader .*: matches")
        .containsPattern("openai-java +3\\.7\\.1, loader .*: matches")
        .containsPattern("LangChain4j +1\\.0\\.0, loader .*: matches")
        .containsPattern("LangChain4j +1\\.19\\.0, loader .*: matches");
    assertThat(run.exit().agentLog()).isEmpty();
  }

  private static boolean mentions(TraceTree tree, String phrase) {
    return tree.spans().stream().anyMatch(span -> span.json().toString().contains(phrase));
  }

  /** Creates the unpacked web application. */
  private static Path site(String name, String openAi, String langChain4j) {
    List<Path> libraries = ContainerDesk.libraries(openAi, langChain4j);
    List<Path> all = new ArrayList<>(libraries);
    all.addAll(LibraryClasspath.of(TOMCAT));
    Path site = BuildOutput.newFolder("site-" + name);
    try {
      Path target = Files.createDirectories(site.resolve("WEB-INF/lib"));
      for (Path jar : libraries) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
      Path classes = ContainerDesk.classes("container-web", all);
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = site.resolve("WEB-INF/classes").resolve(classes.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return site;
  }
}
