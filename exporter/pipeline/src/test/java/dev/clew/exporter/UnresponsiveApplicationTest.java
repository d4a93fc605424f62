// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Application code that never returns costs the text that it was asked for, and nothing else. */
@Timeout(60)
class UnresponsiveApplicationTest {
  private static final Duration AMPLE = Duration.ofSeconds(40);
  private static final SpanData DATA = new CustomData("turn", Map.of("text", "hello"));
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Never never = new Never();
  private final CollectingExporter exporter = new CollectingExporter();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final BatchSpanSink sink =
      new BatchSpanSink(
          BatchSpanSink.spec(
              BatchSettings.defaults(),
              new SpanRenderer(RenderSettings.defaults()),
              List.of(exporter)),
          log::add,
          UnresponsiveApplicationTest::daemon,
          new WakeSignal.Parking(),
          System::nanoTime,
          LOOK_NANOS);

  @AfterEach
  void release() {
    never.release();
  }

  @Test
  void getMessageThatBlocks_costsTheErrorTextOfItsSpan_amongThousands() {
    for (int n = 1; n <= 3_000; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA).ending(Samples.trace(1)));
      if (n == 11) {
        sink.onSpanEnd(FakeSpan.of(100_000, DATA).with(SpanError.of(new Blocking(never))));
      }
    }

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(3_001);
    SpanRecord failed = exporter.spans().get(11);
    assertThat(failed.data()).isEqualTo(DATA);
    assertThat(failed.error().type()).isEqualTo(Blocking.class.getName());
    assertThat(failed.error().message()).isNull();
    assertThat(failed.attributes())
        .containsEntry(
            SpanRenderer.CONTENT_DROPPED,
            "no answer from application code: " + Blocking.class.getName() + ".getMessage()");
    assertThat(exporter.spans())
        .filteredOn(span -> span.attributes().containsKey(SpanRenderer.CONTENT_DROPPED))
        .hasSize(1);
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith(Blocking.class.getName() + ".getMessage() does not return");
    assertThat(sink.metrics().unresponsive().calls()).isEqualTo(1);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void getMessageThatSpins_andIgnoresInterrupts_costsNoMore() {
    sink.onSpanEnd(FakeSpan.of(1, DATA).with(SpanError.of(new Spinning(never))));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    sink.onSpanEnd(FakeSpan.of(3, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(3).allMatch(span -> span.data().equals(DATA));
    assertThat(sink.metrics().unresponsive().stuckThreads()).isEqualTo(1);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void classThatHungTwice_isNotAskedAgain() {
    for (int n = 1; n <= 1_000; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA).with(SpanError.of(new Spinning(never))));
    }

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(1_000).allMatch(span -> span.data().equals(DATA));
    assertThat(exporter.spans().get(999).error().message())
        .isEqualTo("(no message: getMessage() has not returned before)");
    assertThat(sink.metrics().unresponsive().calls()).isEqualTo(2);
    assertThat(sink.metrics().unresponsive().classes()).isEqualTo(1);
    assertThat(log.get(1)).endsWith(Spinning.class.getName() + " is not called again");
  }

  @Test
  void payloadThatBlocks_costsItsContent_andItsErrorIsStillSaid() {
    sink.onSpanEnd(
        FakeSpan.of(1, SpanType.CUSTOM, () -> never.blocking(DATA))
            .with(SpanError.of(new IllegalStateException("no seat map"))));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    SpanRecord first = exporter.spans().get(0);
    assertThat(first.data()).isEqualTo(new CustomData("span 1", Map.of()));
    assertThat(first.error().message()).isEqualTo("no seat map");
    assertThat(exporter.spans().get(1).data()).isEqualTo(DATA);
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.UNRESPONSIVE, 1L);
  }

  @Test
  void toStringInATree_thatBlocks_costsTheContentOfItsSpan() {
    SpanData agent =
        new AgentData(
            "desk",
            null,
            null,
            List.of(),
            List.of(),
            null,
            Map.of("request", new BlockingText(never)),
            null,
            Map.of());
    sink.onSpanEnd(FakeSpan.of(1, agent));

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans().get(0).attributes().get(SpanRenderer.CONTENT_DROPPED))
        .isEqualTo(
            "no answer from application code: " + BlockingText.class.getName() + ".toString()");
  }

  @Test
  void closing_doesNotWaitForWhatIsStuck() {
    sink.onSpanEnd(FakeSpan.of(1, DATA).with(SpanError.of(new Spinning(never))));

    assertThat(sink.close(Duration.ofSeconds(5))).isTrue();

    assertThat(exporter.spans()).singleElement().extracting(SpanRecord::data).isEqualTo(DATA);
    Accounting.addUp(sink.metrics());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test-export");
    thread.setDaemon(true);
    return thread;
  }

  /** What does not return before the test is over. */
  private static final class Never {
    private final CountDownLatch released = new CountDownLatch(1);

    void release() {
      released.countDown();
    }

    <T> T blocking(T value) {
      while (released.getCount() > 0) {
        try {
          released.await();
        } catch (InterruptedException e) {
          // goes on, as one that waits for a lock does
        }
      }
      return value;
    }

    <T> T spinning(T value) {
      while (released.getCount() > 0) {
        Thread.onSpinWait();
      }
      return value;
    }
  }

  private static final class Blocking extends RuntimeException {
    private final transient Never never;

    Blocking(Never never) {
      this.never = never;
    }

    @Override
    public String getMessage() {
      return never.blocking("late");
    }
  }

  private static final class Spinning extends RuntimeException {
    private final transient Never never;

    Spinning(Never never) {
      this.never = never;
    }

    @Override
    public String getMessage() {
      return never.spinning("late");
    }
  }

  private static final class BlockingText {
    private final Never never;

    BlockingText(Never never) {
      this.never = never;
    }

    @Override
    public String toString() {
      return never.blocking("late");
    }
  }
}
