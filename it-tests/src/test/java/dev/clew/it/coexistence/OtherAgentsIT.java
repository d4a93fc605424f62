// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clew before and after another agent, which takes a dozen seconds of CPU to start: {@code
 * -Dclew.stress=true}.
 */
@EnabledIfSystemProperty(named = "clew.stress", matches = "true")
class OtherAgentsIT {
  private static final String OPENTELEMETRY =
      "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";
  private static final String DATADOG = "com.datadoghq:dd-java-agent:1.68.1";
  private static final Pattern LOGGED_SPAN =
      Pattern.compile("LoggingSpanExporter - '(.*?)' : ([0-9a-f]{32}) ([0-9a-f]{16})");
  private static final Application APP =
      Application.compile("coexistence", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void openTelemetrysSpans_areTheParents(boolean clewFirst) {
    JvmExit exit =
        run(
            clewFirst,
            OPENTELEMETRY,
            "-Dotel.traces.exporter=logging",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none");

    List<String> others =
        LOGGED_SPAN
            .matcher(exit.stderr())
            .results()
            .map(span -> span.group(1) + " " + span.group(2) + " " + span.group(3))
            .toList();
    // It traces openai-java calls itself, under the served request.
    assertThat(exit.traces().trees())
        .hasSize(2)
        .allSatisfy(
            tree ->
                assertThat(others)
                    .contains(
                        "chat gpt-4o " + tree.traceId() + " " + tree.spans().get(0).parentId())
                    .anyMatch(span -> span.startsWith("POST /ask " + tree.traceId())));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void datadog_doesNotMind(boolean clewFirst) {
    JvmExit exit =
        run(
            clewFirst,
            DATADOG,
            "-Ddd.trace.startup.logs=false",
            "-Ddd.instrumentation.telemetry.enabled=false",
            "-Ddd.remote_config.enabled=false");

    assertThat(exit.traces().trees()).hasSize(2);
    // Datadog's client put its ids into the request, and Clew read them from it.
    assertThat(exit.traces().describe()).isEqualTo("ORPHAN generation chat gpt-4o\n".repeat(2));
  }

  private static JvmExit run(boolean clewFirst, String agent, String... options) {
    Path jar = LibraryClasspath.of(agent).get(0);
    try (ModelServer model = ModelServer.start(request -> Reply.text("hi"))) {
      ForkedJvm jvm = ForkedJvm.of(Jdk.running(), APP).arguments(model.baseUrl(), "no-key");
      jvm =
          clewFirst
              ? jvm.agent().option("-javaagent:" + jar)
              : jvm.option("-javaagent:" + jar).agent();
      for (String option : options) {
        jvm = jvm.option(option);
      }
      JvmExit exit = jvm.run();
      assertThat(exit.stdout()).contains("hi\nhi\n");
      assertThat(exit.agentLog()).isEmpty();
      assertThat(model.requests()).hasSize(2);
      return exit;
    }
  }
}
