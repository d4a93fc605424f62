// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeSessionTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("run.tape");
  }

  private static TapeOptions options(
      Path record, Path replay, boolean live, long until, String tools) {
    return new TapeOptions(
        record, replay, live, until, ToolModes.of(List.of(tools)), 0, true, null);
  }

  @Test
  void answer_recordedCall_isTheSame() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.call("{\"q\":1}", "{\"a\": 189.00}");
    tape.close();
    TestTape replay = TestTape.replay(file);

    TapeAnswer answer = replay.played("{\"q\":1}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"a\": 189.00}");
    assertThat(answer.headers()).isEqualTo(Map.of("content-type", List.of("application/json")));
    assertThat(answer.failure()).isNull();
    replay.close();
    assertThat(replay.lines)
        .last()
        .isEqualTo("clew: replay: 1 of 1 calls played, 0 after normalising, 0 live");
  }

  @Test
  void file_isReadableByItsOwnerAlone() throws Exception {
    TestTape.recording(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void file_symbolicLink_isRefused() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "");
    Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> TestTape.recording(file)).isInstanceOf(TapeException.class);
    assertThat(target).isEmptyFile();
  }

  @Test
  void file_anotherKindOfFile_isRefused() throws Exception {
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> TestTape.recording(file)).hasMessageContaining("no tape");
    assertThat(file).hasContent("precious");
  }

  @Test
  void file_whileItIsRecorded_isRefused() throws Exception {
    TestTape tape = TestTape.recording(file);

    assertThatThrownBy(() -> TestTape.recording(file)).hasMessageContaining("another process");
    tape.close();
  }

  @Test
  void file_earlierTape_isReplaced() throws Exception {
    TestTape first = TestTape.recording(file);
    first.call("{}", "{}");
    first.close();
    TestTape.recording(file).close();

    assertThat(TapeReader.read(file).entries()).isEmpty();
  }

  @Test
  void stream_isPlayedPieceByPiece() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.call(
        TestTape.request("{}"), "text/event-stream", "data: {\"d\":\"a\"}\n\n", "data: [DONE]\n\n");
    tape.close();
    InputStream body = TestTape.replay(file).played("{}").body();

    byte[] buffer = new byte[1_000];
    List<String> pieces = new ArrayList<>();
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      pieces.add(new String(buffer, 0, count, StandardCharsets.UTF_8));
    }
    assertThat(pieces).containsExactly("data: {\"d\":\"a\"}\n\n", "data: [DONE]\n\n");
  }

  @Test
  void failure_connection_isThrownAgain() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.session.begin(TestTape.request("{}")).recorder().failed(new ConnectException("refused"));
    tape.close();

    TapeAnswer answer = TestTape.replay(file).played("{}");

    assertThat(answer.begins()).isFalse();
    assertThat(answer.failure()).isInstanceOf(ConnectException.class).hasMessage("refused");
  }

  @Test
  void failure_withinABody_isThrownAtItsEnd() throws Exception {
    TestTape tape = TestTape.recording(file);
    TapeRecorder recorder = tape.session.begin(TestTape.request("{}")).recorder();
    recorder.head(200, Map::of);
    recorder.piece(new byte[] {'a', 'b'}, 0, 2);
    recorder.failed(new IOException("unexpected end"));
    tape.close();

    TapeAnswer answer = TestTape.replay(file).played("{}");

    assertThat(answer.begins()).isTrue();
    InputStream body = answer.body();
    assertThat(body.readNBytes(2)).containsExactly('a', 'b');
    assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessage("unexpected end");
  }

  @Test
  void tool_thatThrew_throwsTheSameChain() throws Exception {
    TapeRequest request = TapeRequest.tool(TestTape.class, "seatMap", "{\"flight\":\"TP1\"}");
    TestTape tape = TestTape.recording(file);
    FileNotFoundException cause = new FileNotFoundException("TP1.csv");
    tape.session.begin(request).recorder().failed(new UncheckedIOException("no map", cause));
    tape.close();

    Throwable failure = TestTape.replay(file).played(request).failure();

    assertThat(failure).isInstanceOf(UncheckedIOException.class).hasMessage("no map");
    assertThat(failure.getCause()).isInstanceOf(FileNotFoundException.class).hasMessage("TP1.csv");
  }

  @Test
  void tool_argumentsThatAreNoJson_isLeftToTheLibrary() throws Exception {
    TestTape.recording(file).close();
    TestTape replay = TestTape.replay(file);

    assertThat(replay.session.begin(TapeRequest.tool(TestTape.class, "t", "{\"a\":")))
        .isEqualTo(TapeDecision.PASS);
  }

  @Test
  void miss_isAnErrorThatNamesTheDifference() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.agents = "desk/flights";
    tape.call("{\"messages\":[{\"content\":\"seat 14A\"}]}", "{}");
    tape.close();
    TestTape replay = TestTape.replay(file);
    replay.agents = "desk/flights";

    TapeAnswer answer = replay.played("{\"messages\":[{\"content\":\"seat 15A\"}]}");
    replay.played("{\"other\":1}");
    replay.close();

    assertThat(answer.failure())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            clew: not on the tape: POST /v1/chat in desk/flights
              nearest recording: #1 in desk/flights, 1 difference
                $.messages[0].content
                  recorded: "seat 14A"
                  now:      "seat 15A"
              next on the tape: #1 in desk/flights, POST /v1/chat
              record the run again if the change is meant; clew.replay.miss=live makes the call for real""");
    assertThat(replay.lines).filteredOn(line -> line.contains("not on the tape")).hasSize(1);
    assertThat(replay.lines)
        .contains(
            "clew: replay: 0 of 1 calls played, 0 after normalising, 0 live, DIVERGED at #1 (1 more"
                + " after it)",
            "clew:   not played: #1 POST /v1/chat in desk/flights");
  }

  @Test
  void miss_sameRequestOnceMore_isSaid() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.call("{\"q\":1}", "{}");
    tape.close();
    TestTape replay = TestTape.replay(file);
    replay.played("{\"q\":1}");

    assertThat(replay.played("{\"q\":1}").failure())
        .hasMessageContaining("the tape has this request once, this is one more")
        .hasMessageContaining("all calls on the tape have been played");
  }

  @Test
  void equalRequests_areAnsweredInOrder_andByAgent() throws Exception {
    TestTape tape = TestTape.recording(file);
    for (String agent : List.of("a", "b", "a")) {
      tape.agents = agent;
      tape.call("{}", "{\"n\":\"" + agent + "\"}");
    }
    tape.close();
    TestTape replay = TestTape.replay(file);

    replay.agents = "b";
    assertThat(replay.played("{}").text()).isEqualTo("{\"n\":\"b\"}");
    assertThat(replay.played("{}").text()).isEqualTo("{\"n\":\"a\"}");
    assertThat(replay.played("{}").text()).isEqualTo("{\"n\":\"a\"}");
  }

  @Test
  void equalRequests_onManyThreads_areEachAnsweredOnce() throws Exception {
    TestTape tape = TestTape.recording(file);
    IntStream.range(0, 400).forEach(i -> tape.call("{\"q\":" + i % 2 + "}", "{\"n\":" + i + "}"));
    tape.close();
    TestTape replay = TestTape.replay(file);

    List<String> answers =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> replay.played("{\"q\":" + i % 2 + "}").text())
            .distinct()
            .toList();

    assertThat(answers).hasSize(400);
  }

  @Test
  void normalised_requestWithAnotherId_isAnsweredAndSaid() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.call("{\"id\":\"3f0f7ac1-58cd-4d3c-b0a6-2d7a9b0d7c11\"}", "{}");
    tape.close();
    TestTape replay = TestTape.replay(file);

    assertThat(replay.played("{\"id\":\"9a0f7ac1-58cd-4d3c-b0a6-2d7a9b0d7c11\"}").failure())
        .isNull();
    replay.close();
    assertThat(replay.lines).last().asString().contains("1 of 1 calls played, 1 after normalising");
  }

  @Test
  void fork_callsFromThereOn_areLiveAndTheNewTapeIsWhole() throws Exception {
    TestTape tape = TestTape.recording(file);
    tape.call("{\"q\":1}", "{\"a\":1}");
    tape.call("{\"q\":2}", "{\"a\":2}");
    tape.close();
    Path second = folder.resolve("second.tape");
    TestTape fork = TestTape.with(options(second, file, false, 2, "recorded"));

    assertThat(fork.played("{\"q\":1}").text()).isEqualTo("{\"a\":1}");
    fork.call("{\"q\":2}", "{\"a\":\"new\"}");
    fork.close();

    TestTape replay = TestTape.replay(second);
    assertThat(replay.played("{\"q\":1}").text()).isEqualTo("{\"a\":1}");
    assertThat(replay.played("{\"q\":2}").text()).isEqualTo("{\"a\":\"new\"}");
  }

  @Test
  void tools_live_runAndDifferencesAreSaid() throws Exception {
    TapeRequest tool = TapeRequest.tool(TestTape.class, "fare", "{}");
    TestTape tape = TestTape.recording(file);
    tape.call(tool, "", "{\"eur\":1}");
    tape.close();
    TestTape replay = TestTape.with(options(null, file, false, Long.MAX_VALUE, "fare=live"));

    TapeDecision decision = replay.session.begin(tool);
    decision.recorder().piece("{\"eur\":2}");
    decision.recorder().complete();

    assertThat(decision.answer()).isNull();
    assertThat(replay.lines)
        .last()
        .isEqualTo("clew: the result of tool fare (#1) differs at $.eur: recorded 1, now 2");
  }

  @Test
  void tools_check_runAndTheRecordedResultIsUsed() throws Exception {
    TapeRequest tool = TapeRequest.tool(TestTape.class, "fare", "{}");
    TestTape tape = TestTape.recording(file);
    tape.call(tool, "", "7");
    tape.close();
    TestTape replay = TestTape.with(options(null, file, false, Long.MAX_VALUE, "check"));

    TapeDecision decision = replay.session.begin(tool);
    decision.recorder().piece("7");
    decision.recorder().complete();

    assertThat(decision.answer().text()).isEqualTo("7");
    assertThat(decision.played()).isNull();
    assertThat(replay.lines).hasSize(1);
  }

  @Test
  void tokenRequest_isNeitherRecordedNorAnsweredWithASecret() throws Exception {
    TapeRequest byUrl =
        TapeRequest.http(TestTape.class, "POST", "https://login/oauth2/token", "{}");
    TapeRequest byBody =
        TapeRequest.http(
            TestTape.class, "POST", "/x", "grant_type=client_credentials&client_secret=s");
    TestTape tape = TestTape.recording(file);
    assertThat(tape.session.begin(byUrl)).isEqualTo(TapeDecision.PASS);
    tape.call(byBody, "application/json", "{\"access_token\":\"real\"}");
    tape.close();

    assertThat(Files.readString(file)).doesNotContain("real", "client_credentials");
    TestTape replay = TestTape.replay(file);
    assertThat(replay.played(byUrl).text()).contains("clew-replay");
    assertThat(replay.played(byBody).text()).contains("clew-replay");
  }

  @Test
  void closedEarly_isPlayedAsFarAsItWasRead() throws Exception {
    TestTape tape = TestTape.recording(file);
    TapeRecorder recorder = tape.session.begin(TestTape.request("{}")).recorder();
    recorder.head(200, Map::of);
    recorder.piece("data: 1\n\n");
    recorder.closedEarly();
    recorder.complete();
    tape.close();

    assertThat(TapeReader.read(file).entries().get(0).closedEarly()).isTrue();
    assertThat(TestTape.replay(file).played("{}").text()).isEqualTo("data: 1\n\n");
  }

  @Test
  void skipsWaits_onlyWhereNothingIsLive() throws Exception {
    TestTape recording = TestTape.recording(file);
    assertThat(recording.session.skipsWaits()).isFalse();
    recording.close();
    TestTape live = TestTape.with(options(null, file, true, Long.MAX_VALUE, "recorded"));

    assertThat(TestTape.replay(file).session.skipsWaits()).isTrue();
    assertThat(live.session.begin(TestTape.request("{}"))).isEqualTo(TapeDecision.PASS);
    assertThat(live.session.skipsWaits()).isFalse();
  }

  @Test
  void executor_taskRunsOnAnotherThread() throws Exception {
    TestTape tape = TestTape.recording(file);
    var done = new java.util.concurrent.CompletableFuture<Thread>();
    tape.session.executor().execute(() -> done.complete(Thread.currentThread()));

    assertThat(done.get()).isNotSameAs(Thread.currentThread());
    assertThat(done.get().isDaemon()).isTrue();
    tape.close();
  }
}
