// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** The files that a JVM leaves behind. */
class StoreIT {
  private static final AskedApplication APP = new AskedApplication();

  @Test
  void store_isTheOwnersAlone() throws IOException {
    TracedRun run = APP.with(ForkedJvm::agent).run();

    Path home = run.exit().home();
    assertThat(permissions(home)).isEqualTo("rwx------");
    assertThat(permissions(home.resolve("traces"))).isEqualTo("rwx------");
    assertThat(run.traces().files())
        .singleElement()
        .satisfies(file -> assertThat(permissions(file)).isEqualTo("rw-------"))
        .satisfies(
            file ->
                assertThat(file.getFileName().toString()).matches("\\d{8}-\\d+-\\d{13}\\.jsonl"));
    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void twoJvmsAtOnce_shareAStore() {
    Path home = BuildOutput.newFolder("shared-home");
    try (ModelServer server = ModelServer.start(request -> Reply.text("answer"))) {
      ForkedJvm jvm = APP.jvm().agent().home(home).arguments(server.baseUrl(), "no-key");
      RunningJvm first = jvm.start();
      RunningJvm second = jvm.start();
      JvmExit exit = first.await();
      second.await();

      assertThat(exit.traces().trees()).hasSize(8);
      assertThat(exit.traces().files()).hasSize(2);
    }
  }

  @Test
  void console_showsTreesOnStderrAndLeavesStdoutAlone() {
    TracedRun run =
        APP.with(jvm -> jvm.environment("NO_COLOR", "1").agent("exporters=console")).runShowing();

    String shown =
        run.exit()
            .stderr()
            .replaceAll(" +[0-9.]+ (ms|s|µs)\\b", " TIME")
            .replaceAll("[0-9a-f]{32}", "ID");
    assertThat(shown)
        .isEqualTo(
            """
            ◆ trace chat gpt-4o TIME  1 span  8→3 tokens  $0.000050  ID
            └─ generation chat gpt-4o TIME  8→3 tokens  $0.000050
            ◆ trace chat gpt-4o TIME  1 span  ≈8→5 tokens  ≈$0.000070  ID
            └─ generation chat gpt-4o TIME  ≈8→5 tokens  ≈$0.000070  first chunk TIME
            ◆ trace chat gpt-4o TIME  1 span  8→3 tokens  $0.000050  ID
            └─ generation chat gpt-4o TIME  8→3 tokens  $0.000050
            ◆ trace chat gpt-4o TIME  1 span  1 error  ID
            └─ generation chat gpt-4o TIME  ✗ RateLimitException: 429: Rate limit reached
            """);
    assertThat(run.traces().files()).isEmpty();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
