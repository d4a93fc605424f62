// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** {@code -javaagent:clew-agent.jar=view}: what is going on is to be seen at once. */
class ViewIT {
  private static final Path JARS = ServedStore.jars();
  private static final Application ASKING =
      Application.compile("openai-basics", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @Test
  void twoJvmsAtOnce_startOneViewerAndPrintTheirTraces() throws IOException {
    try (ModelServer server = ModelServer.start(request -> Reply.text("answer"));
        ServedStore store = new ServedStore()) {
      ForkedJvm application = ForkedJvm.of(Jdk.running(), ASKING).arguments(server.baseUrl(), "no");
      JvmExit untraced = application.run();
      ForkedJvm jvm = viewing(application).home(store.home());
      RunningJvm one = jvm.start();
      RunningJvm other = jvm.start();
      List<JvmExit> exits = List.of(one.await(), other.await());

      for (JvmExit exit : exits) {
        assertThat(exit.code()).isEqualTo(untraced.code());
        assertThat(exit.stdout()).isEqualTo(untraced.stdout());
        assertThat(exit.agentLog().stream().filter(line -> line.startsWith("Trace: ")))
            .singleElement()
            .asString()
            .matches("Trace: " + store.address() + "/#/trace/[0-9a-f]{32}");
        assertThat(exit.agentLog()).allMatch(line -> line.matches("(Trace|viewer): .*"));
        String id = exit.stderr().replaceAll("(?s).*#/trace/([0-9a-f]{32}).*", "$1");
        store.awaitJson("/api/v1/traces/" + id, json -> json.toString().contains(id));
      }
      assertThat(ServedStore.get(store.address() + "/")).contains("<html");
      assertThat(store.viewers()).hasSize(1);
      Properties serving = store.serving();
      assertThat(store.viewers().get(0).pid())
          .isEqualTo(Long.parseLong(serving.getProperty("pid")));
      for (String file : List.of("serving.properties", "start.lock", "viewer.log", "traces.db")) {
        Path path = store.home().resolve("viewer").resolve(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void withoutTheViewersJar_oneLineSaysWhereToGetIt() throws IOException {
    Path agent = BuildOutput.newFolder("agent-alone").resolve("clew-agent.jar");
    Files.copy(BuildOutput.agentJar(), agent);
    try (ModelServer server = ModelServer.start(request -> Reply.text("answer"))) {
      ForkedJvm application = ForkedJvm.of(Jdk.running(), ASKING).arguments(server.baseUrl(), "no");
      JvmExit untraced = application.run();
      JvmExit exit = application.option("-javaagent:" + agent + "=view").run();

      assertThat(exit.code()).isEqualTo(untraced.code());
      assertThat(exit.stdout()).isEqualTo(untraced.stdout());
      assertThat(exit.agentLog())
          .containsExactly(
              ("warning: clew.view=true, but there is no %s; put the clew-viewer.jar of this version"
                      + " there, or set its path in clew.view.jar (it is built with: mvn -pl viewer -am"
                      + " package -DskipTests)")
                  .formatted(agent.resolveSibling("clew-viewer.jar")));
      assertThat(exit.traces().trees()).hasSize(4);
    }
  }

  @Test
  void viewerThatCannotRun_costsOneLine() throws IOException {
    Path broken = BuildOutput.newFolder("broken").resolve("clew-viewer.jar");
    Files.writeString(broken, "no jar");
    try (ModelServer server = ModelServer.start(request -> Reply.text("answer"));
        ServedStore store = new ServedStore();
        RunningJvm jvm =
            ForkedJvm.of(Jdk.running(), WAITING)
                .option("-Dclew.view.jar=" + broken)
                .agent("view")
                .home(store.home())
                .arguments(server.baseUrl(), "no-key")
                .start()) {
      jvm.awaitErrorLine("the viewer ended");
      jvm.writeLine("exit");
      JvmExit exit = jvm.await();

      assertThat(exit.code()).isZero();
      assertThat(exit.agentLog())
          .singleElement()
          .asString()
          .startsWith("warning: clew.view=true: the viewer ended; ")
          .contains("viewer.log");
      assertThat(Files.readString(store.home().resolve("viewer/viewer.log"))).contains("broken");
    }
  }

  @Test
  void crash_leavesTheSpanThatNeverEndedAndFiguresOfTheJvm() {
    CountDownLatch answer = new CountDownLatch(1);
    try (ModelServer server = ModelServer.start(request -> reply(request, answer));
        ServedStore store = new ServedStore()) {
      RunningJvm jvm =
          viewing(ForkedJvm.of(Jdk.running(), WAITING))
              .home(store.home())
              .arguments(server.baseUrl(), "no-key")
              .start();
      jvm.awaitLine("answer");
      store.awaitLine("\"object\":\"trace\"");
      jvm.writeLine("never answered");
      String trace = store.awaitUnendedTrace();
      jvm.awaitErrorLine("Trace: ");
      JsonNode running =
          store.awaitJson("/api/v1/traces/" + trace, json -> json.toString().contains("running"));
      assertThat(running.toString()).contains("chat gpt-4o");
      store.awaitLine("\"clew.jvm\"", "\"heap_used\"", "\"agent_version\"");
      store.awaitJson(
          "/api/v1/health",
          json ->
              json.at("/jvms/0").toString().contains("heapUsed")
                  && json.at("/jvms/0/agentVersion").isTextual());

      jvm.close();
      int code = jvm.await().code();

      assertThat(code).isNotZero();
      store.awaitJson(
          "/api/v1/traces/" + trace,
          json ->
              !json.toString().contains("\"running\"") && json.toString().contains("cancelled"));
      assertThat(store.lines().filter(each -> each.contains("\"trace.span\"")))
          .as("only the call before ended")
          .hasSize(1);
    } finally {
      answer.countDown();
    }
  }

  private static ForkedJvm viewing(ForkedJvm jvm) {
    return jvm.option("-javaagent:" + JARS.resolve("clew-agent.jar") + "=view");
  }

  private static Reply reply(ChatRequest request, CountDownLatch answer) {
    if (request.last("user").contains("never")) {
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Reply.text("answer");
  }
}
