// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.kit.stream.HandlerProxy;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventListenerUtils;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records and answers the streams of LangChain4j's HTTP clients. They are recorded at the listener,
 * since clients decide by the class of the parser how to read.
 */
final class HttpStreamHook implements Hook<TapeRecorder> {
  private final HttpCalls calls;
  private final FailureReporter failures;

  HttpStreamHook(HttpCalls calls, FailureReporter failures) {
    this.calls = calls;
    this.failures = failures;
  }

  @Override
  public @Nullable TapeRecorder enter(Call call) {
    ServerSentEventParser parser = call.argument(1, ServerSentEventParser.class);
    ServerSentEventListener listener = call.argument(2, ServerSentEventListener.class);
    if (parser == null || listener == null) {
      return null;
    }
    TapeDecision decision = calls.begin(call);
    TapeAnswer answer = decision.played();
    if (answer != null) {
      call.answer(
          () -> {
            calls.tape().executor().execute(() -> play(answer, parser, listener));
            return null;
          });
      return null;
    }
    TapeRecorder recorder = decision.recorder();
    if (recorder != null) {
      boolean events = parser instanceof DefaultServerSentEventParser;
      call.replaceArgument(
          2,
          HandlerProxy.around(
              ServerSentEventListener.class,
              listener,
              new RecordedEvents(recorder, events),
              failures));
    }
    return recorder;
  }

  /** Calls the listener as the JDK's client does: what it throws is not its client's concern. */
  private static void play(
      TapeAnswer answer, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      answer.await();
      Throwable thrown = HttpCalls.error(answer);
      if (thrown != null) {
        failed(listener, thrown);
        return;
      }
      ServerSentEventListenerUtils.ignoringExceptions(
          () -> listener.onOpen(HttpCalls.response(answer).build()));
      try (InputStream body = answer.body()) {
        parser.parse(body, listener);
        ServerSentEventListenerUtils.ignoringExceptions(listener::onClose);
      }
    } catch (IOException | InterruptedException | RuntimeException broken) {
      Throwable recorded = answer.failure();
      failed(listener, recorded == null ? broken : recorded);
    }
  }

  private static void failed(ServerSentEventListener listener, Throwable thrown) {
    ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onError(thrown));
  }

  @Override
  public @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      recorder.failed(thrown); // before anything was sent
    }
    return result;
  }
}
