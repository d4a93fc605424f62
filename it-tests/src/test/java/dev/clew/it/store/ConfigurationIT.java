// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Valid and invalid settings: the application runs, and each mistake is reported in one line. */
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
                    "warning: clew.exporter (system property) is not a Clew setting; did you mean"
                        + " clew.exporters?",
                    "warning: clew.colour (agent argument) is not a Clew setting; did you mean"
                        + " clew.config?",
                    "warning: CLEW_INSTRUMENTATION_OPENAY_ENABLED (environment) is not a Clew"
                        + " setting; did you mean CLEW_INSTRUMENTATION_OPENAI_ENABLED?",
                    "warning: CLEW_CONTENT=some (environment) is not a known value;"
                        + " expected one of full, redacted, none; ignoring it",
                    "warning: clew.queue.spans=-1 (agent argument) is below 1; expected whole"
                        + " number from 1 to 10000000; ignoring it",
                    "warning: clew.batch.delay=soon (system property) has no unit: ms, s, m, h or"
                        + " d; expected time, such as 500ms, 5s, 2m, 6h or 14d; ignoring it"));

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
                        + " (/nowhere/clew.properties (No such file or directory)); continuing"
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
  void nameWithoutAValue_isNamedAndNoFolderIsMade() {
    TracedRun run =
        APP.with(jvm -> jvm.agent("home"))
            .run(
                List.of(
                    "warning: clew.home (agent argument) has no value; write home=<value>, with"
                        + " two levels of quotes if passed through jcmd ('\"home=<value>\"');"
                        + " ignoring it"));

    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void jvmWithoutAHomeFolder_hasItsStoreAmongTheTemporaryFiles() throws IOException {
    Path temporary = BuildOutput.newFolder("tmp");

    TracedRun run =
        APP.with(
                jvm ->
                    jvm.environment("CLEW_HOME", "")
                        .environment("HOME", "/nonexistent")
                        .option("-Duser.home=?")
                        .option("-Duser.name=sam")
                        .option("-Djava.io.tmpdir=" + temporary)
                        .agent())
            .run(
                List.of(
                    "warning: no home folder found (user.home is '?'), so the local store is "
                        + temporary.resolve("clew-sam")
                        + "; set clew.home to put it elsewhere"));

    assertThat(run.traces().trees()).isEmpty();
    assertThat(Traces.in(temporary.resolve("clew-sam")).describe())
        .isEqualTo(AskedApplication.TREE);
  }

  @Test
  void controlCharacters_doNotReachTheTerminal() {
    APP.with(jvm -> jvm.option("-Dclew.log=\u001b]0;title\u0007").agent())
        .run(
            List.of(
                "warning: clew.log=\\u001b]0;title\\u0007 (system property) is not a known"
                    + " value; expected one of off, warn, info, debug; ignoring it"));
  }

  @Test
  void fileOfSomethingElse_costsTwentyLinesAtMost() throws IOException {
    Path file = BuildOutput.newFolder("settings").resolve("application.properties");
    Files.writeString(
        file, IntStream.range(0, 500).mapToObj(i -> "app.name" + i + "=x\n").collect(joining()));

    TracedRun run = APP.with(jvm -> jvm.agent("config=" + file)).runShowing();

    assertThat(run.exit().agentLog())
        .hasSize(21)
        .last()
        .isEqualTo(
            "warning: 480 more names are not Clew settings; docs/settings.md lists all settings");
    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void pipeThatHasNoWriter_isNotWaitedFor() throws Exception {
    Path pipe = BuildOutput.newFolder("settings").resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    TracedRun run =
        APP.with(jvm -> jvm.agent("config=" + pipe))
            .run(
                List.of(
                    ("warning: cannot read clew.config=%s (it is not a regular file);"
                            + " continuing without it")
                        .formatted(pipe)));

    assertThat(run.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void storeThatIsASymbolicLink_isRefusedUnlessItIsTrusted() throws IOException {
    Path folder = BuildOutput.newFolder("home");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

    TracedRun run = APP.with(jvm -> jvm.home(link).agent()).runShowing();

    assertThat(run.exit().agentLog())
        .singleElement()
        .asString()
        .contains(link + " is a symbolic link; nothing is stored there; ", "clew.home.trusted");
    assertThat(run.exit().code()).isEqualTo(AskedApplication.EXIT_CODE);
    assertThat(elsewhere).isEmptyDirectory();

    TracedRun trusted =
        APP.with(jvm -> jvm.home(link).option("-Dclew.home.trusted=true").agent()).run();
    assertThat(trusted.traces().describe()).isEqualTo(AskedApplication.TREE);
  }

  @Test
  void storeOfAnotherUser_isRefused() throws IOException {
    Path home = Files.createDirectory(BuildOutput.newFolder("home").resolve("clew"));
    assumeThat(System.getProperty("user.name"))
        .as("only root can give a folder to another user")
        .isEqualTo("root");
    Files.setAttribute(home, "unix:uid", 4711);

    TracedRun run = APP.with(jvm -> jvm.home(home).agent()).runShowing();

    assertThat(run.exit().agentLog())
        .singleElement()
        .asString()
        .contains(home + " belongs to another user (4711); nothing is stored there; ");
    assertThat(run.exit().code()).isEqualTo(AskedApplication.EXIT_CODE);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void debugLog_tellsWhatIsWovenAndStillNothingOnStdout() {
    TracedRun run = APP.with(jvm -> jvm.agent("log=debug")).runShowing();

    assertThat(run.exit().agentLog())
        .anyMatch(line -> line.contains("ChatCompletionServiceImpl$WithRawResponseImpl"))
        .anyMatch(line -> line.startsWith("model gpt-4o ok "))
        .filteredOn(line -> line.startsWith("warning"))
        .allMatch(line -> line.startsWith("warning: model gpt-4o failed "));
  }
}
