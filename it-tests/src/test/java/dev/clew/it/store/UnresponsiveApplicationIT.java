// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exception whose message never returns costs its span that text, and nothing else. */
class UnresponsiveApplicationIT {
  private static final int CALLS = 3_000;
  private static final int FAILED = 30;

  private final Application application =
      Application.compile(
          "unresponsive", LibraryClasspath.of("dev.langchain4j:langchain4j-core:1.19.0"));

  @ParameterizedTest
  @ValueSource(strings = {"wait", "spin"})
  void everySpanIsWritten_andOneLineNamesTheCulprit(String how) {
    JvmExit exit =
        ForkedJvm.of(Jdk.running(), application).agent("batch.delay=100ms").arguments(how).run();

    assertThat(exit.code()).isZero();
    assertThat(exit.stdout()).isEqualToIgnoringNewLines(CALLS + " calls, " + FAILED + " failed");
    List<TraceTree> trees = exit.traces().trees();
    assertThat(trees).hasSize(CALLS);
    assertThat(trees)
        .filteredOn(tree -> tree.describe().contains("ERROR app.Main$NeverSays"))
        .hasSize(FAILED);
    assertThat(exit.agentLog())
        .filteredOn(line -> line.contains("does not return"))
        .hasSizeBetween(1, 2)
        .allMatch(line -> line.contains("app.Main$NeverSays.getMessage() does not return"));
  }
}
