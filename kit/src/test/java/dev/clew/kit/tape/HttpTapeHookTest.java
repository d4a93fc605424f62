// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.hook.Call;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.testkit.FakeTape;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryStringBuilder") // a mutable response is what the test needs
class HttpTapeHookTest {
  private final FakeTape tape = new FakeTape();
  private final List<String> closed = new ArrayList<>();
  private final TextHook hook = new TextHook();

  /** Requests and responses are texts. */
  private final class TextHook extends HttpTapeHook<String, StringBuilder> {
    TextHook() {
      super(tape, String.class, StringBuilder.class);
    }

    @Override
    protected TapeRequest describe(Class<?> client, String request) {
      return TapeRequest.http(client, "POST", "/v1", request);
    }

    @Override
    protected void close(String request) {
      closed.add(request);
    }

    @Override
    protected StringBuilder response(String request, TapeAnswer answer) {
      return new StringBuilder(answer.text());
    }

    @Override
    protected StringBuilder recorded(StringBuilder response, TapeRecorder recorder) {
      recorder.head(200, Map::of);
      return new StringBuilder("recorded ").append(response);
    }
  }

  private Call blocking() {
    return new Call(this, "question");
  }

  private Call async() {
    return Call.at(HttpTapeHook.ASYNC, this, "question");
  }

  @Test
  void enter_answered_runsInPlaceOfTheMethod() throws Exception {
    tape.answer(200, Map.of(), "yes");
    Call call = blocking();

    assertThat(hook.enter(call)).isNull();
    assertThat(call.answer().call()).hasToString("yes");
    assertThat(closed).containsExactly("question");
    assertThat(tape.requests()).containsExactly("HTTP POST /v1 question");
  }

  @Test
  void enter_answeredWithAFailure_throwsIt() {
    ConnectException refused = new ConnectException("refused");
    tape.fail(0, "", refused);
    Call call = blocking();
    hook.enter(call);

    assertThatThrownBy(() -> call.answer().call()).isSameAs(refused);
  }

  @Test
  void enter_notOnTheTape_throwsTheError() {
    AssertionError miss = new AssertionError("not on the tape");
    tape.fail(0, "", miss);
    Call call = blocking();
    hook.enter(call);

    assertThatThrownBy(() -> call.answer().call()).isSameAs(miss);
  }

  @Test
  void enter_asyncAnswered_completesOnAnotherThread() throws Exception {
    tape.answer(200, Map.of(), "yes");
    Call call = async();
    hook.enter(call);

    CompletableFuture<?> future = (CompletableFuture<?>) call.answer().call();

    assertThat(future.get()).hasToString("yes");
  }

  @Test
  void enter_asyncAnsweredWithAFailure_completesWithIt() throws Exception {
    ConnectException refused = new ConnectException("refused");
    tape.fail(0, "", refused);
    Call call = async();
    hook.enter(call);

    CompletableFuture<?> future = (CompletableFuture<?>) call.answer().call();

    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(refused);
  }

  @Test
  void exit_response_isRecorded() {
    TapeRecorder recorder = hook.enter(blocking());

    assertThat(hook.exit(recorder, new StringBuilder("r"), null)).hasToString("recorded r");
    assertThat(tape.events()).containsExactly("head 200");
  }

  @Test
  void exit_failure_isRecorded() {
    TapeRecorder recorder = hook.enter(blocking());
    hook.exit(recorder, null, new ConnectException("refused"));

    assertThat(tape.events()).containsExactly("failed java.net.ConnectException: refused");
  }

  @Test
  void exit_future_isRecordedOnceItCompletes() throws Exception {
    TapeRecorder recorder = hook.enter(async());
    CompletableFuture<Object> original = new CompletableFuture<>();
    CompletableFuture<?> future = (CompletableFuture<?>) hook.exit(recorder, original, null);
    original.complete(new StringBuilder("r"));

    assertThat(future.get()).hasToString("recorded r");
  }

  @Test
  void exit_futureCancelled_cancelsTheCall() {
    TapeRecorder recorder = hook.enter(async());
    CompletableFuture<Object> original = new CompletableFuture<>();
    CompletableFuture<?> future = (CompletableFuture<?>) hook.exit(recorder, original, null);

    assertThat(future.cancel(true)).isTrue();
    assertThat(original).isCancelled();
    assertThat(tape.events()).hasSize(1);
  }
}
