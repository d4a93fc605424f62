// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TracedSpan;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A long-lived application: Clew is attached while it runs, and it is terminated from outside. */
class RunningAttachIT {
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @NewestJdk
  void attachedLater_tracesAClientThatWasBuiltBefore(Jdk jdk) throws Exception {
    JvmExit exit;
    try (ModelServer server = echo();
        RunningJvm jvm = waiting(jdk, server).start()) {
      jvm.awaitLine("re: before");
      VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
      target.loadAgent(BuildOutput.agentJar().toString());
      target.detach();
      jvm.writeLine("after");
      jvm.awaitLine("re: after");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n");
    assertThat(exit.traces().about("re: after").spans()).hasSize(1);
    assertThat(exit.stdout()).isEqualTo("re: before\nre: after\n");
    // JDK 21 and later warn about agents that are loaded into a running JVM.
    assertThat(exit.stderr().lines()).allMatch(line -> line.startsWith("WARNING: "));
    assertThat(exit.agentLog()).isEmpty();
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
      jvm.writeLine("after");
      jvm.awaitLine("re: after");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.agentLog()).containsExactly("disabled: Clew is already attached to this JVM");
    assertThat(exit.traces().describe())
        .isEqualTo("generation chat gpt-4o\ngeneration chat gpt-4o\n");
  }

  /** jcmd passes on only the name of {@code name=value}. */
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
      jvm.writeLine("after");
      jvm.awaitLine("re: after");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.agentLog())
        .containsExactly(
            "warning: clew.home (agent argument) has no value; write home=<value>, with two"
                + " levels of quotes if passed through jcmd ('\"home=<value>\"'); ignoring it");
    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n");
  }

  @NewestJdk
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
    CountDownLatch requested = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    JvmExit exit;
    try (ModelServer server = ModelServer.start(request -> answer(request, requested, released));
        RunningJvm jvm = waiting(Jdk.running(), server).agent().start()) {
      jvm.awaitLine("re: before");
      jvm.writeLine("hang");
      requested.await();
      jvm.terminate();
      exit = jvm.await();
      released.countDown();
    }

    assertThat(exit.traces().describe())
        .isEqualTo("generation chat gpt-4o\ngeneration chat gpt-4o CANCELLED\n");
    TracedSpan stopped = exit.traces().about("hang").only("generation");
    assertThat(stopped.clew().at("/attributes/clew.end_reason").asText()).isEqualTo("exit");
    assertThat(exit.stderr()).isEmpty();
  }

  private static Reply answer(
      ChatRequest request, CountDownLatch requested, CountDownLatch released) {
    if (!request.last("user").equals("hang")) {
      return Reply.text("re: " + request.last("user"));
    }
    requested.countDown();
    try {
      released.await();
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
