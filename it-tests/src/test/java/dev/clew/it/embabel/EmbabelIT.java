// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.embabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.OnRequest;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same agents without and with Clew, over a model of the application's own. */
@OnRequest
class EmbabelIT {
  private static final String OFF = "instrumentation.embabel.enabled=false";
  private static final String MODEL_ONLY = "generation chat own-1\ngeneration chat own-1\n";

  static List<String> versions() {
    return LibraryClasspath.versions("embabel");
  }

  /** Without the silent logging that others need, because the library brings Logback. */
  private static List<Path> libraries(String version) {
    return dev.clew.testkit.LibraryClasspath.of(
        List.of("com.embabel.agent:embabel-agent-api:" + version));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void agents_areTraced_andBehaveAsWithoutTheAgent(String version) {
    Jdk jdk = Jdk.newest().orElseThrow();
    Application app = Application.compileWith(jdk, "embabel", libraries(version));

    Comparison comparison = Comparison.of(jdk, app);
    TracedRun run = comparison.run();

    String refusal = version.equals("0.3.4") ? "" : " ERROR tool_error: no radar";
    assertThat(
            run.traces()
                .describe()
                .replaceAll(" ERROR [^t].*", " ERROR")
                .replaceAll("Proxy\\d+", "Proxy"))
        .isEqualTo(
            """
            agent Planner
              custom place
              custom trip
            agent Desk
              custom start
                agent Planner
                  custom place
                  custom trip
              custom done
            agent Broken ERROR
              custom trip ERROR
            agent Clerk
              custom ask
                generation chat own-1
                function weather
                function storm%s
                generation chat own-1
            agent Own
              custom $Proxy
              custom $Proxy
            """
                .formatted(refusal));
    TraceTree clerk = run.traces().trees().get(3);
    assertThat(clerk.spans("generation")).extracting(TracedSpan::tokens).containsOnly("120+31");
    assertThat(clerk.named("weather").data().path("output").asText()).contains("sun");
    assertThat(clerk.only("agent").details().path("output").asText())
        .isEqualTo("Trip[text=Sunny.]");
    assertThat(clerk.only("agent").details().path("details").path("status").asText())
        .isEqualTo("COMPLETED");
    assertThat(run.exit().code()).isEqualTo(3);

    TracedRun off = comparison.tracing(jvm -> jvm.agent(OFF)).run();

    assertThat(off.traces().describe()).isEqualTo(MODEL_ONLY);
  }
}
