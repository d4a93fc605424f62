// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.it.harness.AllFrameworks;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.MavenProject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two web applications in servers as they are downloaded, of which one is undeployed. */
@AllFrameworks
class ServersIT {
  private static final String SERVLETS = "org.apache.tomcat.embed:tomcat-embed-core:10.1.52";

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "jetty", "wildfly"})
  void twoApplications_areTraced_alsoAfterOneIsUndeployed(String name) throws Exception {
    Path servers = MavenProject.build("servers", "maven-dependency-plugin.version").built("");
    Path folder = BuildOutput.newFolder(name);
    List<Path> wars =
        List.of(
            war(folder.resolve("first.war"), "1.1.0", "1.0.0"),
            war(folder.resolve("second.war"), "3.7.1", "1.19.0"));

    Served plain = serve(name, servers, folder.resolve("plain"), "", wars);
    Served traced =
        serve(
            name, servers, folder.resolve("traced"), "-javaagent:" + BuildOutput.agentJar(), wars);

    assertThat(traced.answers).isEqualTo(plain.answers);
    assertThat(traced.requests).isEqualTo(plain.requests);
    assertThat(traced.exit.code()).isEqualTo(plain.exit.code());
    assertThat(traced.exit.agentLog()).isEmpty();
    assertThat(traced.exit.stdout()).doesNotContain("[clew]");
    assertThat(traced.exit.traces().describe()).isEqualTo(ContainerDesk.TREES.repeat(3));
    assertThat(traced.exit.traces().files())
        .allSatisfy(file -> assertThat(file).content().doesNotContain("clew.content.dropped"));
  }

  private record Served(List<String> answers, List<String> requests, JvmExit exit) {}

  private static Served serve(String name, Path servers, Path folder, String agent, List<Path> wars)
      throws Exception {
    try (ModelServer model = ModelServer.start(ContainerDesk.model());
        InstalledServer server =
            InstalledServer.start(
                name,
                servers,
                Files.createDirectories(folder),
                agent,
                wars,
                Map.of("OPENAI_BASE_URL", model.baseUrl(), "OPENAI_API_KEY", "no-key"))) {
      List<String> answers = new ArrayList<>();
      answers.add(server.await("first", "anna", 200));
      answers.add(server.await("second", "bert", 200));
      server.undeploy("first");
      String unused = server.await("first", "", 404);
      answers.add(server.await("second", "carl", 200));
      JvmExit exit = server.stop();
      return new Served(
          answers, model.requests().stream().map(RecordedRequest::body).toList(), exit);
    }
  }

  private static Path war(Path file, String openAi, String langChain4j) throws IOException {
    List<Path> libraries = ContainerDesk.libraries(openAi, langChain4j);
    List<Path> all = new ArrayList<>(libraries);
    all.addAll(LibraryClasspath.of(SERVLETS));
    Path classes = ContainerDesk.classes("container-web", all);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream war = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      war.setLevel(Deflater.NO_COMPRESSION);
      add(
          war,
          "WEB-INF/web.xml",
          BuildOutput.root().resolve("it-tests/src/test/apps/container-web/web.xml"));
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        add(war, "WEB-INF/classes/" + classes.relativize(each), each);
      }
      for (Path each : libraries) {
        add(war, "WEB-INF/lib/" + each.getFileName(), each);
      }
    }
    return file;
  }

  private static void add(JarOutputStream jar, String name, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    Files.copy(file, jar);
    jar.closeEntry();
  }
}
