// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.AllFrameworks;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.LinkedJava;
import dev.clew.it.harness.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Applications that are modules, on a Java runtime with few modules. */
class ModulePathIT {
  private static final List<String> JDK_MODULES =
      List.of("java.base", "java.desktop", "java.instrument", "java.logging");

  private static final String TREE =
      """
      generation chat gpt-4o
      generation chat gpt-4o (streamed)
      generation chat gpt-4o
      generation chat gpt-4o ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
      """;
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text("plain answer"))
          .on("streamed", Reply.text("an answer in pieces"))
          .on("async", Reply.text("async answer"))
          .on("failing", Reply.error(429, "Rate limit reached"));

  @AllFrameworks
  @Test
  void automaticModulesBesideANamedApplication_areTraced() {
    ForkedJvm jvm =
        ofAutomaticModules(Jdk.running())
            .option("--limit-modules=" + String.join(",", JDK_MODULES) + ",desk");

    assertThat(Comparison.of(jvm).model(MODEL).run().traces().describe()).isEqualTo(TREE);
  }

  @Test
  void libraryMergedIntoTheApplicationsModule_isTraced() throws IOException {
    ForkedJvm jvm = ForkedJvm.ofModule(Jdk.running(), merged().toString(), "desk/app.Main");

    assertThat(Comparison.of(jvm).model(MODEL).run().traces().describe()).isEqualTo(TREE);
  }

  @AllFrameworks
  @Test
  void automaticModulesOnALinkedImage_areTraced() {
    ForkedJvm jvm = ofAutomaticModules(LinkedJava.of(Jdk.running(), JDK_MODULES));

    assertThat(Comparison.of(jvm).model(MODEL).run().traces().describe()).isEqualTo(TREE);
  }

  @AllFrameworks
  @Test
  void imageThatContainsTheApplication_isTraced() throws IOException {
    List<String> modules = new ArrayList<>(JDK_MODULES);
    modules.add("desk");
    Jdk image = LinkedJava.of(Jdk.running(), modules, merged());
    ForkedJvm jvm = ForkedJvm.ofModule(image, "", "desk/app.Main");

    assertThat(Comparison.of(jvm).model(MODEL).run().traces().describe()).isEqualTo(TREE);
  }

  /** Jackson's modules are needed by name, because automatic modules do not require others. */
  private static ForkedJvm ofAutomaticModules(Jdk jdk) {
    List<Path> libraries =
        LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA).stream()
            // Has the module name of the jar with the classes, and no classes.
            .filter(jar -> !jar.getFileName().toString().matches("okio-\\d.*"))
            .toList();
    List<Path> path = new ArrayList<>(libraries);
    path.add(
        Application.compileModule(
            List.of("openai-module", "openai-basics"), "-p", Application.pathOf(libraries)));
    return ForkedJvm.ofModule(jdk, Application.pathOf(path), "desk/app.Main");
  }

  /** Returns the jar of one module that contains the application and its libraries. */
  private static Path merged() throws IOException {
    Path folder = BuildOutput.newFolder("merged");
    List<Path> libraries = LibraryClasspath.of("com.openai:openai-java:1.1.0");
    Path classes =
        Application.compileModule(
            List.of("openai-merged", "openai-basics"),
            "--patch-module",
            "desk=" + Application.pathOf(libraries));
    Path merged = folder.resolve("desk.jar");
    Set<String> names = new HashSet<>();
    try (OutputStream out = Files.newOutputStream(merged);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> own = Files.walk(classes)) {
      jar.setLevel(Deflater.NO_COMPRESSION);
      for (Path file : own.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          add(jar, classes.relativize(file).toString(), in, names);
        }
      }
      for (Path library : libraries) {
        mergeInto(jar, library, names);
      }
    }
    return merged;
  }

  private static void mergeInto(JarOutputStream merged, Path library, Set<String> names)
      throws IOException {
    try (JarFile jar = new JarFile(library.toFile())) {
      for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        String name = entry.getName();
        boolean ofTheModule = name.endsWith("module-info.class") || name.startsWith("META-INF/");
        if (!ofTheModule || name.endsWith(".kotlin_module")) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(merged, name, in, names);
          }
        }
      }
    }
  }

  private static void add(JarOutputStream jar, String name, InputStream in, Set<String> names)
      throws IOException {
    if (names.add(name)) {
      jar.putNextEntry(new JarEntry(name));
      in.transferTo(jar);
      jar.closeEntry();
    }
  }
}
