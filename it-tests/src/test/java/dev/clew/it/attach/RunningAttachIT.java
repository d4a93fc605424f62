// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.EachJdk;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TracedSpan;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A long-lived application: attached to while it runs, and ended from outside. */
class RunningAttachIT {
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @EachJdk
  void attachedLater_tracesAClientThatWasBuiltBefore(Jdk jdk) throws Exception {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(jdk, server).start()) {
      jvm.awaitLine("re: before");
      VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
      target.loadAgent(BuildOutput.agentJar().toString());
      target.detach();
      jvm.tell("after");
      jvm.awaitLine("re: after");
      jvm.tell("exit");
      exit = jvm.await();
    }

    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n");
    assertThat(exit.traces().about("re: after").spans()).hasSize(1);
    assertThat(exit.stdout()).isEqualTo("re: before\nre: after\n");
    // JDK 21 and later warn of agents that are loaded while the JVM runs.
    assertThat(exit.stderr().lines()).allMatch(line -> line.startsWith("WARNING: "));
    assertThat(exit.spoken()).isEmpty();
  }

  @Test
  void attachedTwice_tracesOnce() throws Exception {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(Jdk.running(), server).agent().start()) {
      jvm.awaitLine("re: before");
      VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
      target.loadAgent(BuildOutput.agentJar().toString());
      target.detach();
      jvm.tell("after");
      jvm.awaitLine("re: after");
      jvm.tell("exit");
      exit = jvm.await();
    }

    assertThat(exit.spoken())
        .containsExactly("standing aside: Clew is attached to this JVM already");
    assertThat(exit.traces().describe())
        .isEqualTo("generation chat gpt-4o\ngeneration chat gpt-4o\n");
  }

  /** Of {@code name=value} jcmd hands on the name alone. */
  @Test
  void settingThatJcmdCutsInTwo_isNamed() throws Exception {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(Jdk.running(), server).start()) {
      jvm.awaitLine("re: before");
      Process jcmd =
          new ProcessBuilder(
                  Jdk.running().program("jcmd").toString(),
                  Long.toString(jvm.pid()),
                  "JVMTI.agent_load",
                  BuildOutput.agentJar().toString(),
                  "home=/tmp/x")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(jcmd.waitFor()).isZero();
      jvm.tell("after");
      jvm.awaitLine("re: after");
      jvm.tell("exit");
      exit = jvm.await();
    }

    assertThat(exit.spoken())
        .containsExactly(
            "warning: clew.home (agent argument) has no value; write home=<value>, and quote it"
                + " twice where jcmd passes it on ('\"home=<value>\"'); going on as if it were not"
                + " set");
    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n");
  }

  @EachJdk
  void sigterm_keepsTheSpans(Jdk jdk) {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(jdk, server).agent().start()) {
      jvm.awaitLine("re: before");
      jvm.terminate();
      exit = jvm.await();
    }

    assertThat(exit.code()).isEqualTo(143);
    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n");
    assertThat(exit.stderr()).isEmpty();
  }

  @Test
  void sigterm_inTheMiddleOfACall_keepsWhatHadBegun() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    JvmExit exit;
    try (ModelServer server = ModelServer.start(request -> answer(request, asked, over));
        RunningJvm jvm = waiting(Jdk.running(), server).agent().start()) {
      jvm.awaitLine("re: before");
      jvm.tell("hang");
      asked.await();
      jvm.terminate();
      exit = jvm.await();
      over.countDown();
    }

    assertThat(exit.traces().describe())
        .isEqualTo("generation chat gpt-4o\ngeneration chat gpt-4o CANCELLED\n");
    TracedSpan stopped = exit.traces().about("hang").only("generation");
    assertThat(stopped.clew().at("/attributes/clew.end_reason").asText()).isEqualTo("exit");
    assertThat(exit.stderr()).isEmpty();
  }

  private static Reply answer(ChatRequest request, CountDownLatch asked, CountDownLatch over) {
    if (!request.last("user").equals("hang")) {
      return Reply.text("re: " + request.last("user"));
    }
    asked.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.text("too late");
  }

  @Test
  void idleApplication_hasItsSpansWrittenSoon() {
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(Jdk.running(), server).agent("batch.delay=50ms").start()) {
      jvm.awaitLine("re: before");

      jvm.awaitTraces(1);
    }
  }

  private static ForkedJvm waiting(Jdk jdk, ModelServer server) {
    return ForkedJvm.of(jdk, WAITING).arguments(server.baseUrl(), "no-key");
  }

  private static ModelServer echo() {
    return ModelServer.start(request -> Reply.text("re: " + request.last("user")));
  }
}
