// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Calls that are recorded, and played when there is no server any more. */
@ParameterizedClass
@FieldSource("VERSIONS")
class LangChain4jTapeTest {
  static final List<LibraryVersion> VERSIONS =
      List.of(version("1.4.0", "1.4.0-beta10"), version("1.19.0", "1.18.1-beta28"));

  private static final TapeFile TAPE = new TapeFile();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new LangChain4jTapeModule());

  @Parameter LibraryVersion version;

  @TempDir Path folder;

  private static LibraryVersion version(String number, String mcp) {
    String group = "dev.langchain4j:langchain4j";
    return LibraryVersion.with(
        number,
        group + ":" + number,
        group + "-core:" + number,
        group + "-open-ai:" + number,
        group + "-http-client-jdk:" + number,
        group + "-mcp:" + mcp);
  }

  @BeforeEach
  void reset() {
    System.clearProperty(Desk.RUNS);
  }

  @SuppressWarnings("unchecked")
  private String desk(String url, String what) throws Exception {
    return version.load(BinaryOperator.class, Desk.class).apply(url, what).toString();
  }

  /** What one program does is the same with and without a server; returns what it said. */
  private String recordedAndPlayed(String what, int calls) throws Exception {
    String recorded;
    String url;
    TAPE.record(folder.resolve("run.tape"));
    try (ScriptedServer server = new ScriptedServer()) {
      url = server.url();
      recorded = desk(url, what);
    }
    TAPE.play();

    assertThat(desk(url, what)).isEqualTo(recorded);
    assertThat(TAPE.close())
        .last()
        .isEqualTo(
            "clew: replay: %d of %d calls played, 0 after normalising, 0 live"
                .formatted(calls, calls));
    return recorded;
  }

  private static int runs() {
    return Integer.getInteger(Desk.RUNS, 0);
  }

  @Test
  void wholeAnswer_isPlayed() throws Exception {
    assertThat(recordedAndPlayed("whole", 1)).isEqualTo("hello, Zoë");
  }

  @Test
  void callThroughWrappers_isRecordedOnceWhereItLeaves() throws Exception {
    assertThat(recordedAndPlayed("wrapped", 1)).isEqualTo("hello, Zoë");

    assertThat(TAPE.entries())
        .extracting(TapeEntry::seam)
        .containsExactly("dev.langchain4j.http.client.jdk.JdkHttpClient");
  }

  @Test
  void retry_isTheLibrarysOwn_withoutItsWait() throws Exception {
    assertThat(recordedAndPlayed("retried", 3)).isEqualTo("at last");

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(429, 429, 200);
    TAPE.play();
    long start = System.nanoTime();
    desk("http://127.0.0.1:1", "retried");
    assertThat(System.nanoTime() - start).isLessThan(900_000_000L); // the waits are longer
    TAPE.close();
  }

  @Test
  void errorStatus_isTheSameException() throws Exception {
    assertThat(recordedAndPlayed("refused", 1))
        .contains("InvalidRequestException", "HttpException", "not that model");
  }

  @Test
  void refusedConnection_isTheSameException() throws Exception {
    TAPE.record(folder.resolve("run.tape"));
    String recorded = desk("http://127.0.0.1:1", "unreachable");
    TAPE.play();

    assertThat(desk("http://127.0.0.1:1", "unreachable"))
        .isEqualTo(recorded)
        .contains("ConnectException");
    assertThat(TAPE.close()).last().asString().startsWith("clew: replay: 1 of 1");
  }

  @Test
  void stream_reachesTheApplicationPieceByPiece() throws Exception {
    assertThat(recordedAndPlayed("stream", 1)).isEqualTo("uno |dos |uno dos ");
    assertThat(TAPE.entries().get(0).body().pieces()).isEqualTo(3);
  }

  @Test
  void streamThatBreaksOff_failsWithTheSameException() throws Exception {
    assertThat(recordedAndPlayed("cut stream", 1)).startsWith("uno |dos |").contains("IOException");
  }

  @Test
  void streamThatCannotBegin_failsWithTheSameException() throws Exception {
    TAPE.record(folder.resolve("run.tape"));
    String recorded = desk("http://127.0.0.1:1", "unreachable stream");
    TAPE.play();

    assertThat(desk("http://127.0.0.1:1", "unreachable stream"))
        .isEqualTo(recorded)
        .contains("ConnectException");
    TAPE.close();
  }

  @Test
  void tools_areAnsweredWithoutRunning() throws Exception {
    assertThat(recordedAndPlayed("tools", 5)).isEqualTo("189.00 it is");

    assertThat(runs()).isEqualTo(3);
    assertThat(TAPE.entries())
        .extracting(TapeEntry::method)
        .containsExactly("POST", "fare", "seats", "fees", "POST");
  }

  @Test
  void toolsThatAreChecked_runAndAreAnswered() throws Exception {
    recordedAndPlayed("tools", 5);
    TAPE.play(Long.MAX_VALUE, "check");

    assertThat(desk("http://127.0.0.1:1", "tools")).isEqualTo("189.00 it is");
    assertThat(runs()).isEqualTo(6);
    assertThat(TAPE.close()).last().asString().startsWith("clew: replay: 5 of 5");
  }

  @Test
  void toolsThatAreLive_run() throws Exception {
    recordedAndPlayed("tools", 5);
    TAPE.play(Long.MAX_VALUE, "live");

    assertThat(desk("http://127.0.0.1:1", "tools")).isEqualTo("189.00 it is");
    assertThat(runs()).isEqualTo(6);
    TAPE.close();
  }

  @Test
  void malformedArguments_failInTheLibrary() throws Exception {
    TAPE.record(folder.resolve("run.tape"));
    String recorded;
    String url;
    try (ScriptedServer server = new ScriptedServer()) {
      url = server.url();
      recorded = desk(url, "malformed tool");
    }
    TAPE.play();

    assertThat(desk(url, "malformed tool")).isEqualTo(recorded).contains("Json");
    TAPE.close();
  }

  @Test
  void requestThatIsNotOnTheTape_isAnErrorNoFrameworkHandles() throws Exception {
    recordedAndPlayed("whole", 1);
    TAPE.play();

    assertThat(desk("http://127.0.0.1:1", "another")).startsWith("java.lang.AssertionError");
    TAPE.close();
  }

  @Test
  void mcpServerOverHttp_isNotNeeded() throws Exception {
    assertThat(recordedAndPlayed("mcp http", 5)).startsWith("fare 189.00 EUR ").contains("no such");
  }

  @Test
  void mcpServerProcess_isNotStarted() throws Exception {
    Path starts = folder.resolve("starts");

    assertThat(recordedAndPlayed("mcp stdio " + starts, 5)).startsWith("fare 189.00 EUR ");

    assertThat(Files.readAllLines(starts)).containsExactly("started");
  }

  @Test
  void mcpServer_isStartedOnceACallIsLive() throws Exception {
    Path starts = folder.resolve("starts");
    String recorded = recordedAndPlayed("mcp stdio " + starts, 5);
    TAPE.play(4, "recorded"); // the second call of the tool and what follows

    assertThat(desk("http://127.0.0.1:1", "mcp stdio " + starts)).isEqualTo(recorded);
    TAPE.close();
    assertThat(Files.readAllLines(starts)).hasSize(2);
  }
}
