// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Tools that call the model on every kind of thread; the executors behave as without Clew. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class ThreadsIT {
  private static TracedRun run;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    Application app =
        Application.compile(
            "threads",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:" + System.getProperty("it.langchain4j.version")));
    run = Comparison.of(jdk, app).run(); // fails if stdout differs without the agent
  }

  @Test
  void questionsOnEveryKindOfThread_areOneTree() {
    TraceTree trace = run.traces().about("please fanOut");
    int hops = jdk.feature() >= 21 ? 15 : 13;

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Desk.serve
              generation chat DeskModel
              function fanOut
            """
                + "    generation chat DeskModel\n".repeat(hops)
                + "  generation chat DeskModel\n");
  }

  @Test
  void customersWhoShareThreads_haveATreeEach() {
    List<TraceTree> crowd =
        run.traces().trees().stream()
            .filter(
                trace -> trace.spans("function").stream().anyMatch(s -> s.name().equals("hurry")))
            .toList();

    assertThat(crowd)
        .hasSize(40)
        .allSatisfy(
            trace ->
                assertThat(trace.describe())
                    .isEqualTo(
                        """
                        agent Desk.serve
                          generation chat DeskModel
                          function hurry
                        """
                            + "    generation chat DeskModel\n".repeat(7)
                            + "  generation chat DeskModel\n"));
  }

  @Test
  void nothing_isOutsideTheTrees() {
    assertThat(run.traces().trees()).hasSize(42);
  }
}
