// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.it.harness.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands of the agent's jar that run a program, from the first recording to the gate. */
class TapeCommandsIT {
  private static final String KEY = "sk-planted-0123456789abcdefghij";

  private final Jdk jdk = Jdk.running();
  private final Application app =
      Application.compile("tape", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private final Path folder = BuildOutput.newFolder("tape");
  private final String first = folder.resolve("run.tape").toString();
  private final String second = folder.resolve("new.tape").toString();

  private static ScriptedModel model(String last) {
    return new ScriptedModel().on("first", Reply.text("One.")).on("second", Reply.text(last));
  }

  /** Runs a command of the agent's jar; what follows the two hyphens is the program. */
  private JvmExit command(List<String> command, List<String> program) {
    List<String> all = new ArrayList<>(command);
    if (!program.isEmpty()) {
      all.add("--");
      all.add(jdk.program("java").toString());
      all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      all.addAll(List.of("-cp", app.path(), app.mainClass()));
      all.addAll(program);
    }
    return ForkedJvm.ofJar(jdk, BuildOutput.agentJar()).arguments(all.toArray(String[]::new)).run();
  }

  @Test
  void commands_recordReplayForkAndCompare() {
    String baseUrl;
    JvmExit recorded;
    try (ModelEndpoint server = ModelEndpoint.of(model("Two.").begin())) {
      baseUrl = server.baseUrl();
      recorded =
          command(List.of("record", "--tape", first), List.of(baseUrl, KEY, "first-second", "7"));
    }
    assertThat(recorded.stderr()).contains("clew: recorded 2 calls to " + first);
    assertThat(recorded.code()).isEqualTo(7);
    assertThat(recorded.stdout()).isEqualTo("first: One.\nsecond: Two.\n");

    JvmExit replayed =
        command(List.of("replay", "--tape", first), List.of(baseUrl, "none", "first-second", "0"));
    assertThat(replayed.stdout()).isEqualTo(recorded.stdout());
    assertThat(replayed.code()).isZero();

    JvmExit unplayed =
        command(List.of("replay", "--tape", first), List.of(baseUrl, "none", "first", "0"));
    assertThat(unplayed.stderr()).contains("not played: #2 POST /v1/chat/completions");
    assertThat(unplayed.code()).isEqualTo(4);

    fork();
  }

  private void fork() {
    JvmExit forked;
    List<RecordedRequest> requests;
    String baseUrl;
    try (ModelEndpoint server = ModelEndpoint.of(model("Deux.").begin())) {
      baseUrl = server.baseUrl();
      List<String> command =
          List.of(
              "fork",
              first,
              "--at=2",
              "--tape=" + second,
              "--model=gpt-4.1",
              "--set=system=In French.");
      forked = command(command, List.of(baseUrl, KEY, "first-second", "0"));
      requests = server.requests();
    }
    assertThat(forked.stdout()).isEqualTo("first: One.\nsecond: Deux.\n");
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).body())
        .contains("\"model\":\"gpt-4.1\"", "In French.", "second, after One.")
        .doesNotContain("Answer briefly.");
    assertThat(forked.stderr())
        .contains("reworded  #2 POST /v1/chat/completions: answer", "B: Deux.");
    assertThat(forked.code()).isZero();

    JvmExit replayed =
        command(List.of("replay", "--tape", second), List.of(baseUrl, KEY, "first-second", "0"));
    assertThat(replayed.stdout()).isEqualTo(forked.stdout());
    assertThat(replayed.code()).isZero();

    JvmExit same = command(List.of("tape", "diff", first, second, "--fail-on=reworded"), List.of());
    assertThat(same.code()).isEqualTo(4);
  }
}
