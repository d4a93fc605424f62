// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.testkit.FakeTape;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {
  private final FakeTape tape = new FakeTape();

  private RecordedEvents events(boolean serverSent) {
    TapeRequest request = TapeRequest.http(getClass(), "POST", "/v1", "{}");
    TapeRecorder recorder = Objects.requireNonNull(tape.begin(request).recorder());
    return new RecordedEvents(recorder, serverSent);
  }

  private static void call(RecordedEvents events, String method, Object... arguments) {
    events.called(method, arguments, false);
  }

  private static SuccessfulHttpResponse response() {
    return SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).build();
  }

  @Test
  void event_isWrittenAsItsParserReadsIt() {
    RecordedEvents events = events(true);

    call(events, "onOpen", response());
    call(events, "onEvent", new ServerSentEvent("delta", "{\"a\":1}\n2"));
    call(events, "onClose");

    assertThat(tape.events())
        .containsExactly(
            "head 200", "piece event: delta\ndata: {\"a\":1}\ndata: 2\n\n", "complete");
  }

  @Test
  void eventOfAnotherParser_isALine() {
    RecordedEvents events = events(false);

    call(events, "onEvent", new ServerSentEvent(null, "{\"done\":true}"));

    assertThat(tape.events()).containsExactly("piece {\"done\":true}\n");
  }

  @Test
  void cancelledStream_isClosedEarly() {
    RecordedEvents events = events(true);
    ServerSentEventParsingHandle cancelled =
        new ServerSentEventParsingHandle() {
          @Override
          public void cancel() {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    call(events, "onEvent", new ServerSentEvent(null, "1"), new ServerSentEventContext(cancelled));
    call(events, "onClose");

    assertThat(tape.events()).containsExactly("piece data: 1\n\n", "closed");
  }

  @Test
  void errorStatus_isAResponse() {
    call(events(true), "onError", new HttpException(503, "overloaded"));

    assertThat(tape.events()).containsExactly("head 503", "piece overloaded", "complete");
  }

  @Test
  void errorWithinAStream_endsIt() {
    RecordedEvents events = events(true);

    call(events, "onOpen", response());
    call(events, "onError", new IOException("cut"));
    call(events, "onClose");

    assertThat(tape.events()).containsExactly("head 200", "failed java.io.IOException: cut");
  }
}
