// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings, right and wrong: the application runs, and each mistake is named in one line. */
class ConfigurationIT {
  private static final AskedApplication APP = new AskedApplication();

  @Test
  void mistakes_areNamedWithValueAndRemedyAndChangeNothing() {
    TracedRun run =
        APP.with(
                jvm ->
                    jvm.option("-Dclew.batch.delay=soon")
                        .option("-Dclew.exporter=file")
                        .environment("CLEW_CONTENT", "some")
                        .environment("CLEW_INSTRUMENTATION_OPENAY_ENABLED", "false")
                        .agent("queue.spans=-1,colour=red"))
            .run(
                List.of(
                    "warning: clew.exporter (system property) is no setting of Clew; did you mean"
                        + " clew.exporters?",
                    "warning: clew.colour (agent argument) is no setting of Clew; did you mean"
                        + " clew.config?",
                    "warning: CLEW_INSTRUMENTATION_OPENAY_ENABLED (environment) is no setting of"
                        + " Clew; did you mean CLEW_INSTRUMENTATION_OPENAI_ENABLED?",
                    "warning: CLEW_CONTENT=some (environment) is none of full, redacted, none;"
                        + " expected one of full, redacted, none, going on as if it were not"
                        + " set",
                    "warning: clew.queue.spans=-1 (agent argument) is below 1; expected whole"
                        + " number from 1 to 10000000, going on as if it were not set",
                    "warning: clew.batch.delay=soon (system property) has no unit: ms, s, m, h or"
                        + " d; expected time, such as 500ms, 5s, 2m, 6h or 14d, going on as if it"
                        + " were not set"));

    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void nearerSource_wins() throws IOException {
    Path folder = BuildOutput.newFolder("settings");
    Path file =
        Files.writeString(
            folder.resolve("clew.properties"),
            """
            clew.home = %s
            clew.batch.delay = wrong here but never read
            clew.content.max-chars = 64
            """
                .formatted(folder.resolve("file")));

    TracedRun run =
        APP.with(
                jvm ->
                    jvm.option("-Dclew.exporters=file")
                        .option("-Dclew.config=" + file)
                        .environment("CLEW_CONTENT", "full")
                        .environment("CLEW_BATCH_DELAY", "1s")
                        .agent("exporters=none,content=none"))
            .run();

    // Property before argument: there are files. Argument before environment: without content.
    assertThat(run.traces().describe().lines().map(line -> line.replaceFirst(":.*", "")))
        .containsExactly(
            "generation chat gpt-4o",
            "generation chat gpt-4o (streamed)",
            "generation chat gpt-4o",
            "generation chat gpt-4o ERROR com.openai.errors.RateLimitException");
    assertThat(Files.readString(run.traces().files().get(0)))
        .contains("[12 characters withheld]")
        .doesNotContain("plain answer", "Rate limit reached");
    // Environment before file.
    assertThat(folder.resolve("file")).doesNotExist();
  }

  @Test
  void file_isReadWhereNothingElseSpeaks() throws IOException {
    Path file =
        Files.writeString(
            BuildOutput.newFolder("settings").resolve("clew.properties"),
            "clew.instrumentation.openai.enabled=false\n");

    TracedRun run = APP.with(jvm -> jvm.agent("config=" + file)).run();

    assertThat(run.traces().trees()).isEmpty();
  }

  @Test
  void unreadableFile_isNamedOnce() {
    TracedRun run =
        APP.with(jvm -> jvm.option("-Dclew.config=/nowhere/clew.properties").agent())
            .run(
                List.of(
                    "warning: cannot read clew.config=/nowhere/clew.properties"
                        + " (/nowhere/clew.properties (No such file or directory)); going on"
                        + " without it"));

    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void homeThatCannotBe_isNamedOnceAndTheApplicationRuns() throws IOException {
    Path inTheWay = BuildOutput.newFolder("home").resolve("file");
    Files.writeString(inTheWay, "not a folder");

    TracedRun run = APP.with(jvm -> jvm.home(inTheWay).agent()).runShowing();

    assertThat(run.exit().stderr().lines())
        .singleElement()
        .asString()
        .startsWith("[clew] warning: ")
        .contains(inTheWay.toString(), "clew.home");
    assertThat(run.exit().code()).isEqualTo(AskedApplication.EXIT_CODE);
    assertThat(inTheWay).hasContent("not a folder");
  }

  @Test
  void debugLog_tellsWhatIsWovenAndStillNothingOnStdout() {
    TracedRun run = APP.with(jvm -> jvm.agent("log=debug")).runShowing();

    assertThat(run.exit().spoken())
        .anyMatch(line -> line.contains("ChatCompletionServiceImpl$WithRawResponseImpl"))
        .noneMatch(line -> line.startsWith("warning"));
  }
}
