// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.RunningJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor in real JVMs: from outside, and at exit. */
class DoctorIT {
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private static final Application IDLE = Application.compile("idle", List.of());

  @NewestJdk
  void tracedJvm_isDescribedAndListed(Jdk jdk) throws Exception {
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(jdk, server).agent("batch.delay=20ms").start()) {
      jvm.awaitLine("re: before");
      jvm.awaitTraces(1);
      String pid = Long.toString(jvm.pid());

      JsonNode page =
          new ObjectMapper().readTree(AgentCommand.run("doctor", pid, "--json").stdout());
      JvmExit list = AgentCommand.run("list");

      assertThat(page.at("/findings/0/id").asText()).isEqualTo("ok");
      assertThat(page.at("/jvm/pid").asLong()).isEqualTo(jvm.pid());
      assertThat(page.at("/libraries/0/library").asText()).isEqualTo("openai-java");
      assertThat(page.at("/libraries/0/missing").isNull()).isTrue();
      assertThat(page.at("/hooks").findValues("calls")).anyMatch(calls -> calls.asInt() == 1);
      assertThat(page.at("/pipeline/exporters/0/spans_exported").asInt()).isEqualTo(1);
      assertThat(list.stdout().lines())
          .anyMatch(line -> line.startsWith(pid + " ") && line.contains(" premain "));
    }
  }

  @Test
  void jvmsWithoutSpans_haveTheirReason() {
    try (RunningJvm plain = idle().start();
        RunningJvm unused = idle().agent().start();
        RunningJvm off = idle().option("-Dclew.enabled=false").agent().start()) {
      plain.awaitLine("ready");
      unused.awaitLine("ready");
      off.awaitLine("ready");

      assertThat(doctor(unused).stdout())
          .contains("waiting for a library")
          .contains("Likely cause\n  The application has loaded no class of a library");
      assertThat(doctor(off).stdout())
          .contains(
              "Likely cause\n  Clew is in this JVM but does nothing: clew.enabled is false.\n")
          .endsWith("    Remove clew.enabled=false (system property).\n");
      JvmExit without = doctor(plain);
      assertThat(without.code()).isEqualTo(3);
      assertThat(without.stderr())
          .startsWith("clew: there is no Clew in " + plain.pid())
          .contains("java -jar clew-agent.jar attach " + plain.pid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'exporters=otlp,otlp.endpoint=http://127.0.0.1:1', The exporter otlp fails: ",
    "instrumentation.openai.enabled=false, 'openai-java is in use, but its module is disabled:'",
    "sampling.ratio=0, '1 of 1 spans were sampled out: clew.sampling.ratio=0 '",
    "methods=app.Main[asks]=function, The rule 'app.Main[asks]=function' of clew.methods has matched",
    "extensions=broken.jar, 'An extension is not used: '",
    "content=none, 'Spans have no messages, arguments and results: clew.content=none '"
  })
  void diagnosticsAtExit_nameTheCause(String settings, String cause) {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm =
            waiting(Jdk.running(), server).agent("diagnostics=true," + settings).start()) {
      jvm.awaitLine("re: before");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.stderr()).contains("Likely cause\n  " + cause);
    assertThat(exit.stdout()).isEqualTo("re: before\n");
  }

  @Test
  void twoAgents_andAttachingLate_areNamed() {
    try (ModelServer server = echo();
        RunningJvm twice = waiting(Jdk.running(), server).agent("file.dir=a").agent().start();
        RunningJvm late = waiting(Jdk.running(), server).start()) {
      twice.awaitLine("re: before");
      late.awaitLine("re: before");
      AgentCommand.run("attach", Long.toString(late.pid()));

      assertThat(doctor(twice).stdout())
          .contains("Clew was added to this JVM 2 times. The first one counts;");
      assertThat(doctor(late).stdout())
          .contains(
              "Likely cause\n  openai-java is traced, but has not been called since Clew was"
                  + " attached; earlier calls left no spans.");
    }
  }

  @Test
  void wrongVersion_isNamedAtExit() {
    Application old =
        Application.compile("waiting", LibraryClasspath.of("com.openai:openai-java:0.43.0"));
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm =
            ForkedJvm.of(Jdk.running(), old)
                .arguments(server.baseUrl(), "no-key")
                .agent("diagnostics=true")
                .start()) {
      jvm.awaitLine("re: before");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.stderr())
        .contains(
            "Likely cause\n  openai-java 0.43.0 (loader app) does not match the module openai");
  }

  private static JvmExit doctor(RunningJvm jvm) {
    return AgentCommand.run("doctor", Long.toString(jvm.pid()));
  }

  private static ForkedJvm idle() {
    return ForkedJvm.of(Jdk.running(), IDLE);
  }

  private static ForkedJvm waiting(Jdk jdk, ModelServer server) {
    return ForkedJvm.of(jdk, WAITING).arguments(server.baseUrl(), "no-key");
  }

  private static ModelServer echo() {
    return ModelServer.start(request -> Reply.text("re: " + request.last("user")));
  }
}
