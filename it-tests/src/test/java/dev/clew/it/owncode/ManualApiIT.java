// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.owncode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Applications that use the manual API, with nothing but its jar on their class path. */
class ManualApiIT {
  private static final List<Path> API = List.of(BuildOutput.apiJar());

  @Test
  void homeGrownAgent_isAWholeTree_andBehavesAsWithoutTheAgent() {
    TracedRun run = Comparison.of(Jdk.running(), Application.compile("manual", API)).run();

    assertThat(run.exit().stdout()).isEqualTo("Done: bill 120 for AB12\n");
    TraceTree tree = run.traces().only();
    assertThat(tree.describe())
        .isEqualTo(
            """
            agent desk
              generation model
              function lookup
              generation model
              function price
              generation model
              function book
              generation model
              handoff desk → billing
              agent billing
                guardrail safety
            """);
    assertThat(tree.only("handoff").data())
        .hasToString("{\"type\":\"handoff\",\"from_agent\":\"desk\",\"to_agent\":\"billing\"}");
    assertThat(tree.only("guardrail").data().path("triggered").asBoolean(true)).isFalse();
    assertThat(tree.spans("generation").get(1).tokens()).isEqualTo("20+7");
    assertThat(tree.spans("function").get(2).data().path("output").asText())
        .isEqualTo("AB12 on Friday");
    assertThat(tree.spans())
        .allSatisfy(
            span -> assertThat(span.clew().path("group_id").asText()).isEqualTo("customer-7"));
    assertThat(run.traces().files().get(0))
        .content()
        .contains("\"metadata\":{\"channel\":\"chat\"}");
  }

  @Test
  void ownSpans_andThoseOfLibraries_areOneTree() {
    List<Path> classPath = new ArrayList<>(API);
    classPath.addAll(
        LibraryClasspath.of(
            LibraryClasspath.OPENAI_JAVA,
            "dev.langchain4j:langchain4j:1.19.0",
            "dev.langchain4j:langchain4j-open-ai:1.19.0"));
    ScriptedModel model =
        new ScriptedModel()
            .on("hello", Reply.text("hi"), Reply.text("hi"))
            .on("fare please", Reply.toolCall("fare", "{}"), Reply.text("12 euros"));

    TracedRun run =
        Comparison.of(Jdk.running(), Application.compile("manual-libraries", classPath))
            .model(model)
            .run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            agent own
              generation chat gpt-4o
              generation own call
            agent Assistant.chat
              generation chat gpt-4o
              function fare
                retrieval fares
              generation chat gpt-4o
            """);
    TraceTree own = run.traces().trees().get(0);
    assertThat(own.spans("generation").get(1).data().path("model").asText())
        .isEqualTo("gpt-4o-2024-08-06");
  }

  @Test
  void agentAttachedLater_findsTheCodeThatWasRegisteredBefore() throws Exception {
    JvmExit exit;
    try (RunningJvm jvm =
        ForkedJvm.of(Jdk.running(), Application.compile("manual-more", API)).start()) {
      jvm.awaitLine("ready");
      jvm.writeLine("before");
      jvm.awaitLine("flushed true");
      VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
      target.loadAgent(BuildOutput.agentJar().toString());
      target.detach();
      for (String order : List.of("health", "noise", "after", "exit")) {
        jvm.writeLine(order);
      }
      exit = jvm.await();
    }

    assertThat(exit.traces().describe()).isEqualTo("function after!\n");
    assertThat(exit.traces().only().only("function").data().path("output").asText())
        .isEqualTo("SAID AFTER");
    assertThat(exit.traces().only().only("function").clew().at("/attributes/region").asText())
        .isEqualTo("eu");
    assertThat(exit.stdout()).contains("function after! ").contains(" SAID AFTER\n");
    assertThat(exit.agentLog())
        .as("the exporter that throws, and what it and a processor dropped")
        .allMatch(line -> line.contains("IllegalStateException") || line.contains("before export"))
        .anyMatch(line -> line.contains("threw java.lang.IllegalStateException; it has lost"))
        .anyMatch(line -> line.contains("lost since the last report: "));
  }

  @Test
  void applicationsWithOtherVersionsOfTheApi_areTracedSideBySide() {
    Application container = Application.compile("manual-more", API);
    String classes = container.classPath().get(0).toString();

    TracedRun run =
        Comparison.of(Jdk.running(), new Application(List.of(Path.of(classes)), "app.Container"))
            .run(
                classes,
                OtherApi.older().toString(),
                OtherApi.newer().toString(),
                BuildOutput.apiJar().toString());

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            agent site 3
              function lookup
            agent site 4
              function lookup
            agent site 5
              function lookup
            """);
  }
}
