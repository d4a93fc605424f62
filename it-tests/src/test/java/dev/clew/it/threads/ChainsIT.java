// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.extension.StepsExtension;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Every way in {@code docs/context.md} as the first hand-over in a chain of others, many
 * concurrently: each span is where its name says, and nothing is left behind. A thousand times with
 * {@code -Dclew.stress=true}; {@code -Dclew.seed=} repeats the choices of an earlier run.
 */
class ChainsIT {
  private static final String WAYS =
      "../../../../context/concurrent/src/test/java/" + "dev/clew/instrumentation/concurrent/ways";
  private static final Application APP =
      Application.compile(
          List.of("chains", WAYS),
          LibraryClasspath.of(
              "io.opentelemetry:opentelemetry-sdk:1.66.0",
              "org.apache.tomcat.embed:tomcat-embed-core:10.1.52",
              "org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.11.0"));

  @NewestJdk
  void chainsOfAllWays_areWholeAndLeaveNothingBehind(Jdk jdk) {
    int rounds = Boolean.getBoolean("clew.stress") ? 1000 : 50;
    long seed = Long.getLong("clew.seed", System.nanoTime());
    Path extension = StepsExtension.jar(APP);

    JvmExit exit =
        ForkedJvm.of(jdk, APP)
            .agent(
                "exporters=journal,batch.delay=20ms,queue.spans=100000,propagate.hosts=127.0.0.1")
            .option("-Dclew.extensions=" + extension)
            .option("-Djava.util.concurrent.ForkJoinPool.common.parallelism=64")
            .option("--add-opens=java.base/java.lang=ALL-UNNAMED")
            .arguments(String.valueOf(rounds), String.valueOf(seed))
            .start()
            .await(Duration.ofMinutes(20));

    System.out.println(jdk + ": " + exit.stderr().lines().toList());
    assertThat(exit.stdout())
        .as("with " + exit.stderr())
        .isEqualTo(
            """
            %d ways, %d times each
            0 failed
            0 in the wrong place
            """
                .formatted(jdk.feature() >= 25 ? 46 : 43, rounds));
    assertThat(exit.agentLog()).isEmpty();
  }
}
