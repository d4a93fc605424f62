// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every way to make a chat completion, recorded once and replayed without a model. */
class OpenAiTapeIT {
  private static final String FOX = "The quick brown fox jumps.";
  private static final String KEY = "sk-planted-0123456789abcdefghij";

  private static ScriptedModel model() {
    return new ScriptedModel()
        .on("plain", Reply.text(FOX))
        .on("tools", Reply.toolCalls(new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}")))
        .on("stream-async", Reply.text(FOX))
        .on("async", Reply.text(FOX))
        .on("raw", Reply.text(FOX))
        .on("stream-whole", Reply.text(FOX))
        .on("stream-early-close", Reply.text(FOX))
        .on("stream-error", Reply.text(FOX).ending(new Ending.ErrorEvent(3, "overloaded")))
        .on("stream-consumer-throws", Reply.text(FOX))
        .on("with-options", Reply.text(FOX))
        .on("own-client", Reply.text(FOX))
        .on("retried", Reply.error(503, "try again"), Reply.text(FOX))
        .on("rate-limited", Reply.error(429, "Rate limit reached"))
        .on("server-error", Reply.error(500, "The server had an error"))
        .on("malformed", Reply.malformed());
  }

  private static JvmExit run(ForkedJvm jvm, String baseUrl) {
    return jvm.arguments(baseUrl, KEY).run();
  }

  @NewestJdk
  void replay_withoutAModel_isTheSameRun(Jdk jdk) throws IOException {
    Application app =
        Application.compile("openai", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
    ForkedJvm jvm = ForkedJvm.of(jdk, app);
    Path tape = BuildOutput.newFolder("tape").resolve("run.tape");
    String baseUrl;
    JvmExit recorded;
    try (ModelEndpoint server = ModelEndpoint.of(model().begin())) {
      baseUrl = server.baseUrl();
      recorded = run(jvm.agent("record=" + tape), baseUrl);
    }

    assertThat(recorded.stderr()).contains("clew: recorded 17 calls to " + tape);
    JvmExit replayed = run(jvm.agent("replay=" + tape), baseUrl);

    assertThat(replayed.stdout()).isEqualTo(recorded.stdout()).contains("plain: " + FOX);
    assertThat(replayed.traces().describe()).isEqualTo(recorded.traces().describe());
    assertThat(replayed.stderr())
        .contains("clew: replay: 17 of 17 calls played, 0 after normalising, 0 live")
        .doesNotContain("refused by Clew", "is refused");
    assertThat(Files.readString(tape))
        .doesNotContain(KEY)
        .containsOnlyOnce(
            "\"libraries\":{\"openai-java\":\"" + LibraryClasspath.NEWEST_OPENAI_JAVA + "\"}")
        .doesNotContain("\"clew\":\"\"");

    assertChangedPromptIsNamed(jvm, tape, baseUrl);
  }

  /** Changes the tape instead of the program; another number lets the keys be made anew. */
  private static void assertChangedPromptIsNamed(ForkedJvm jvm, Path tape, String baseUrl)
      throws IOException {
    Path changed = tape.resolveSibling("changed.tape");
    Files.writeString(
        changed,
        Files.readString(tape)
            .replace("\"canonical\":1,", "\"canonical\":0,")
            .replace("Answer briefly.", "Answer at length."));

    JvmExit diverged = run(jvm.agent("replay=" + changed), baseUrl);

    assertThat(diverged.stderr())
        .contains(
            """
            clew: not on the tape: POST /v1/chat/completions
              nearest recording: #1, 1 difference
                $.messages[0].content
                  recorded: "Answer at length."
                  now:      "Answer briefly."
              next on the tape: #1, POST /v1/chat/completions
            """,
            "clew: replay: 0 of 17 calls played, 0 after normalising, 0 live, DIVERGED at #1");
    assertThat(diverged.code()).isEqualTo(1);
  }
}
