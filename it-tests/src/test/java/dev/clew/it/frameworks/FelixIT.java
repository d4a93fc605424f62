// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** An OSGi bundle that contains its libraries and sees only the packages that it imports. */
class FelixIT {
  @Test
  void librariesInABundle_areTracedToTheEnd() throws IOException {
    Path folder = BuildOutput.newFolder("felix");
    Path framework = ContainerDesk.runtime("org.apache.felix.main");
    configure(folder);
    List<Path> libraries = ContainerDesk.libraries("1.1.0", "1.19.0");
    List<Path> all = new ArrayList<>(libraries);
    all.add(framework);
    bundle(folder.resolve("bundle/desk.jar"), ContainerDesk.classes("felix", all), libraries);

    TracedRun run =
        Comparison.of(
                ForkedJvm.ofJar(Jdk.running(), framework)
                    .option(
                        "-Dfelix.config.properties=" + folder.resolve("felix.properties").toUri()))
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .model(ContainerDesk::model)
            // What is left when the framework stops its bundles, at the JVM's exit, must be
            // written.
            .tracing(jvm -> jvm.agent("batch.delay=1m"))
            .run();

    assertThat(run.exit().stdout()).isEqualTo(ContainerDesk.answers("sam") + "BundleClassLoader\n");
    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.traces().describe()).isEqualTo(ContainerDesk.TREES);
    assertThat(run.traces().files())
        .allSatisfy(file -> assertThat(file).content().doesNotContain("clew.content.dropped"));
  }

  private static void configure(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("bundle"));
    Files.writeString(
        folder.resolve("felix.properties"),
        """
        felix.auto.deploy.action=install,start
        felix.auto.deploy.dir=%s
        org.osgi.framework.storage=%s
        org.osgi.framework.storage.clean=onFirstInit
        """
            .formatted(folder.resolve("bundle"), folder.resolve("cache")));
  }

  /** Creates the bundle as a bundle plugin would: jars on its own class path, imports named. */
  private static void bundle(Path file, Path classes, List<Path> libraries) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "desk");
    headers.putValue("Bundle-Activator", "app.Activator");
    headers.putValue(
        "Import-Package", "org.osgi.framework,javax.net,javax.net.ssl,javax.security.auth.x500");
    List<String> classPath = new ArrayList<>(List.of("."));
    libraries.forEach(jar -> classPath.add("lib/" + jar.getFileName()));
    headers.putValue("Bundle-ClassPath", String.join(",", classPath));
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      jar.setLevel(Deflater.NO_COMPRESSION);
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        add(jar, classes.relativize(each).toString(), each);
      }
      for (Path each : libraries) {
        add(jar, "lib/" + each.getFileName(), each);
      }
    }
  }

  private static void add(JarOutputStream jar, String name, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    Files.copy(file, jar);
    jar.closeEntry();
  }
}
