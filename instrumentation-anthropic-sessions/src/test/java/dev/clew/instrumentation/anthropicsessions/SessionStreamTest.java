// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import static dev.clew.instrumentation.anthropicsessions.FakeSession.event;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.idle;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.modelRequestStart;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsStreamSessionEvents;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.PassingTrace;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stream of a session's events: it may end before its run, after it, or never. */
class SessionStreamTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicSessionsModule());

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String QUESTION = event("user.message", "user_1", text("Where to?"));
  private static final String RUNNING = event("session.status_running", "running", "");
  private static final String ANSWER = event("agent.message", "message_1", text("To Rome."));

  /** Of this test only, because Clew remembers sessions. */
  private final String session = "sesn_stream_" + NUMBER.incrementAndGet();

  private final FakeSession server = new FakeSession();
  private final AnthropicClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @SuppressWarnings("MustBeClosedChecker") // by the tests
  private StreamResponse<BetaManagedAgentsStreamSessionEvents> open() {
    return client.beta().sessions().events().streamStreaming(session);
  }

  private void readToTheEnd() {
    try (var stream = open()) {
      assertThat(stream.stream()).isNotEmpty();
    }
  }

  private static FinishedSpan span(SpanType type) {
    return weaving.spans().spans(type).get(0);
  }

  private static <D extends SpanData> D data(SpanType type, Class<D> data) {
    return SpanRecorder.data(span(type), data);
  }

  @Test
  void run_endsWithItsTask_notWithTheStream() {
    server.events(QUESTION, ANSWER, idle("end_turn"), RUNNING);

    try (var stream = open()) {
      Iterator<?> events = stream.stream().iterator();
      for (int i = 0; i < 3; i++) {
        events.next();
      }
      assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
    }

    assertThat(weaving.spans().spans()).hasSize(1);
  }

  @Test
  void streamClosedEarly_isCancelled_withWhatHadArrived() {
    server.events(QUESTION, modelRequestStart("model_1"), ANSWER, idle("end_turn"));

    try (var stream = open()) {
      Iterator<?> events = stream.stream().iterator();
      for (int i = 0; i < 3; i++) {
        events.next();
      }
    }

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::status)
        .containsOnly(SpanStatus.CANCELLED);
    assertThat(data(SpanType.AGENT, AgentData.class).output()).isEqualTo("To Rome.");
    assertThat(data(SpanType.GENERATION, GenerationData.class).output())
        .containsExactly(Message.text("assistant", "To Rome."));
  }

  @Test
  void streamThatBreaks_fails() {
    server.events(QUESTION, modelRequestStart("model_1"));
    server.cut();

    assertThatThrownBy(this::readToTheEnd).isNotInstanceOf(AssertionError.class);

    assertThat(span(SpanType.AGENT).status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span(SpanType.GENERATION).status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void streamThatEndsInTheMiddleOfARun_fails() {
    server.events(QUESTION, RUNNING);

    readToTheEnd();

    assertThat(weaving.spans().only().error())
        .satisfies(error -> assertThat(error.type()).isEqualTo("incomplete_stream"));
  }

  @Test
  void streamThatIsAbandoned_isCancelled() throws Exception {
    server.events(QUESTION, RUNNING);

    readSomeAndDrop();
    while (weaving.spans().spans().isEmpty()) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "abandoned");
  }

  private void readSomeAndDrop() {
    open().stream().iterator().next();
  }

  @Test
  void openStream_letsGoOfTheTraceItWasOpenedIn() throws Exception {
    server.events(QUESTION, RUNNING, ANSWER, idle("end_turn"), RUNNING);
    AtomicReference<StreamResponse<BetaManagedAgentsStreamSessionEvents>> open =
        new AtomicReference<>();

    PassingTrace trace = PassingTrace.of(weaving.spans(), () -> readTheFirstRun(open));

    trace.awaitCollected();
    open.get().close();
  }

  @Test
  void openStream_letsGoOfTheEventsOfARun() throws Exception {
    server.events(QUESTION, RUNNING, ANSWER, idle("end_turn"), RUNNING);
    AtomicReference<StreamResponse<BetaManagedAgentsStreamSessionEvents>> open =
        new AtomicReference<>();
    AtomicReference<WeakReference<Object>> event = new AtomicReference<>();

    PassingTrace trace =
        PassingTrace.of(weaving.spans(), () -> event.getAndSet(readTheFirstRun(open)));

    trace.awaitCollected(event.get());
    open.get().close();
  }

  /** Leaves a stream open, after the first run has ended; returns an event of the run. */
  private WeakReference<Object> readTheFirstRun(
      AtomicReference<StreamResponse<BetaManagedAgentsStreamSessionEvents>> stream) {
    stream.set(open());
    var events = stream.get().stream().iterator();
    var question = events.next();
    for (int i = 0; i < 3; i++) {
      events.next();
    }
    return new WeakReference<>(question.asUserMessage());
  }
}
