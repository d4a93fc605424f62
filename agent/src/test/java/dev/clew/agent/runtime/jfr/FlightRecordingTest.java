// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.core.log.AgentLog;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.core.trace.SpanObserver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {
  private static final GenerationData CALL =
      new GenerationData.Builder()
          .provider("openai")
          .requestModel("gpt-4o-mini")
          .responseModel("gpt-4o-mini-2024-07-18")
          .usage(new Usage(310L, 25L, 335L, 128L, 7L, 11L, 1L, 2L, false))
          .build();
  private static final Payload CONTENT = () -> CALL;

  @TempDir Path folder;

  private final FlightEvents events = new FlightEvents();
  private final RecordingTracer tracer =
      new RecordingTracer(
          span -> {},
          new AgentLog(new PrintStream(new ByteArrayOutputStream()), AgentLog.Level.WARN),
          InstantSource.system(),
          100);

  private List<RecordedEvent> recorded(Map<String, String> settings, Consumer<FlightEvents> work)
      throws Exception {
    Path file = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.setSettings(settings);
      recording.start();
      work.accept(events);
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private Span start(String name) {
    tracer.observe(events);
    return tracer.start(Context.root(), SpanType.FUNCTION, name, CONTENT);
  }

  @Test
  void spanThatFails_isAnEventWithItsError() throws Exception {
    List<RecordedEvent> all =
        recorded(
            Map.of("clew.Span#enabled", "true"),
            events ->
                start("refund").fail(SpanError.of("java.io.IOException", "connection reset")));

    assertThat(all).singleElement().satisfies(this::isTheFailedRefund);
  }

  private void isTheFailedRefund(RecordedEvent event) {
    assertThat(event.getEventType().getName()).isEqualTo("clew.Span");
    assertThat(event.getString("type")).isEqualTo("function");
    assertThat(event.getString("name")).isEqualTo("refund");
    assertThat(event.getString("status")).isEqualTo("error");
    assertThat(event.getString("error")).isEqualTo("java.io.IOException");
    assertThat(event.getString("traceId")).hasSize(32);
    assertThat(event.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void eventThatNoRecordingWants_isNotMade() throws Exception {
    List<RecordedEvent> all =
        recorded(Map.of("clew.Span#enabled", "false"), events -> start("refund").end());

    assertThat(all).isEmpty();
  }

  @Test
  void shortSpan_isLeftOutBelowTheThreshold() throws Exception {
    List<RecordedEvent> all =
        recorded(
            Map.of("clew.Span#enabled", "true", "clew.Span#threshold", "1 h"),
            events -> start("refund").end());

    assertThat(all).isEmpty();
  }

  @Test
  void modelCall_isAnEventWithItsTokens() throws Exception {
    List<RecordedEvent> all =
        recorded(
            Map.of("clew.Usage#enabled", "true"),
            events -> {
              assertThat(events.isActive()).isTrue();
              events.onRecord(span(Map.of()));
              events.onRecord(span(Map.of("clew.cost.total", 0.25)));
            });

    assertThat(all).hasSize(2);
    assertThat(all.get(0).getString("model")).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(all.get(0).getLong("inputTokens")).isEqualTo(310);
    assertThat(all.get(0).getLong("outputTokens")).isEqualTo(25);
    assertThat(all.get(1).getDouble("cost")).isEqualTo(0.25);
  }

  private static SpanRecord span(Map<String, Object> attributes) {
    return new SpanRecord(
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        null,
        "chat gpt-4o-mini",
        1,
        2,
        null,
        SpanStatus.OK,
        null,
        null,
        CALL,
        attributes,
        List.of());
  }

  @Test
  void recorderThatStarts_hasSpansObserved() throws Exception {
    FlightRecording waiting = new FlightRecording();
    waiting.await(tracer);

    try (Recording recording = new Recording()) {
      recording.setSettings(Map.of("clew.Usage#enabled", "true"));
      recording.start();
      assertThat(waiting.awaitStart(Duration.ofSeconds(20))).isTrue();
      assertThat(waiting.isActive()).isTrue();
    }
  }

  @Test
  void observerThatFails_costsNoSpan() {
    tracer.observe(
        new SpanObserver() {
          @Override
          public Object onStart(FinishedSpan span) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onEnd(Object started, FinishedSpan span) {}
        });

    assertThat(tracer.start(Context.root(), SpanType.FUNCTION, "refund", CONTENT).end()).isTrue();
  }
}
