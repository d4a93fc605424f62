// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.HeapDump;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.RunningJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Clew is attached to a running application, detached, and attached again. */
class DetachIT {
  private static final Application DETACHED =
      Application.compile("detached", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  /**
   * The class that the JVM starts agents by, and those that decide whether the rest is needed.
   * Their loader is the application's, which never lets a class go.
   */
  private static final List<String> ENTRANCE =
      Stream.of(
              "Activation",
              "AgentClassLoader",
              "Attachment",
              "ClewAgent",
              "Commands",
              "Detachment",
              "Dispatcher",
              "EarlySettings",
              "Gate")
          .map(name -> "dev.clew.agent." + name)
          .toList();

  @NewestJdk
  void detached_leavesClassesAsTheyWereAndNothingBehind(Jdk jdk) throws Exception {
    Path observer = observer();
    JvmExit exit;
    try (ModelServer server =
            ModelServer.start(request -> Reply.text("re: " + request.last("user")));
        RunningJvm jvm =
            ForkedJvm.of(jdk, DETACHED)
                .option("-javaagent:" + observer)
                .arguments(server.baseUrl(), "no-key")
                .start()) {
      jvm.awaitLine("re: before");
      run("attach", jvm);
      ask(jvm, "traced");
      loadAgent(jvm, observer);
      ask(jvm, "traced too");
      run("detach", jvm);
      ask(jvm, "not traced");
      jvm.writeLine("classes");
      String classes = jvm.awaitLineAfter("classes ");
      jvm.writeLine("remains");
      String remains = jvm.awaitLineAfter("remains ");
      HeapDump heap = HeapDump.of(jdk, jvm);

      run("attach", jvm);
      ask(jvm, "traced again");
      run("detach", jvm);
      jvm.closeStdin();
      exit = jvm.await();

      assertThat(classes).matches("changed=[1-9]\\d* left=0");
      assertThat(remains).isEqualTo("nothing");
      assertThat(heap.classes(name -> name.startsWith("com.openai.client."))).isNotEmpty();
      assertThat(heap.classes(name -> name.contains("clew") && !name.contains("$$Lambda")))
          .isEqualTo(ENTRANCE);
      assertThat(heap.instances("clew")).allMatch(line -> line.contains("$$Lambda"));
    }

    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n".repeat(3));
    assertThat(exit.traces().about("re: traced again").spans()).hasSize(1);
    assertThat(exit.agentLog()).isEmpty();
  }

  private static void ask(RunningJvm jvm, String phrase) {
    jvm.writeLine(phrase);
    jvm.awaitLine("re: " + phrase);
  }

  private static void run(String command, RunningJvm jvm) {
    JvmExit exit = AgentCommand.run(command, Long.toString(jvm.pid()));
    assertThat(exit.stderr()).isEmpty();
    assertThat(exit.code()).isZero();
  }

  private static void loadAgent(RunningJvm jvm, Path jar) throws Exception {
    VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
    target.loadAgent(jar.toString());
    target.detach();
  }

  private static Path observer() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(new Attributes.Name("Premain-Class"), "app.Observer");
    main.put(new Attributes.Name("Agent-Class"), "app.Observer");
    main.put(new Attributes.Name("Can-Retransform-Classes"), "true");
    Path jar = BuildOutput.newFolder("observer").resolve("observer.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : List.of("app/Observer.class", "app/Observer$Looking.class")) {
        out.putNextEntry(new JarEntry(name));
        Files.copy(DETACHED.classPath().get(0).resolve(name), out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
