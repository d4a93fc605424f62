// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import static dev.clew.exporter.delivery.Pipelines.AMPLE;
import static dev.clew.exporter.delivery.Pipelines.exporter;
import static dev.clew.exporter.delivery.Pipelines.id;
import static dev.clew.exporter.delivery.Pipelines.quick;
import static dev.clew.exporter.delivery.Pipelines.sink;
import static dev.clew.exporter.delivery.Pipelines.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.exporter.Accounting;
import dev.clew.exporter.BatchSpanSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of spans when a real receiver unavailable, slow or choosy; counters always add up.
 */
@Timeout(60)
class ReceiverFaultTest {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  @TempDir Path temp;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Beside beside = new Beside();
  private Receiver receiver;
  private Path spool;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    spool = temp.resolve("spool/wire");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void receiver_killedAndRestartedUnderLoad_getsEverySpanOnce() throws Exception {
    BatchSpanSink sink =
        sink(16, log::add, exporter(wire(), spool, quick()), ExporterSpec.of(beside));
    int spans = 6_000;
    for (int n = 0; n < spans; n++) {
      sink.onSpanEnd(span(n));
      if (n == 1_500 || n == 4_000) {
        sink.forceFlush(AMPLE);
        int sofar = n + 1;
        await(() -> receiver.received.size() >= sofar); // so that no request is cut in two
        receiver.die();
      }
      if (n == 3_000 || n == 5_000) {
        receiver.comeBack();
      }
      if (n % 100 == 0) {
        await(() -> sink.metrics().spansQueued() < 500); // as fast as nothing is dropped
      }
    }

    await(() -> receiver.received.size() >= spans);
    assertThat(sink.close(AMPLE)).isTrue();

    ExporterMetrics wire = sink.metrics().exporters().get(0);
    Accounting.addUp(sink.metrics());
    assertThat(new HashSet<>(receiver.received)).hasSize(spans);
    assertThat(receiver.received).hasSize(spans);
    assertThat(wire.spansLost()).isZero();
    assertThat(wire.spansSpooled()).isPositive().isEqualTo(wire.spool().spansSent());
    assertThat(wire.spool().spansWaiting()).isZero();
    assertThat(beside.spans).hasValue(spans);
    assertThat(batches()).isEmpty();
    assertThat(log)
        .allMatch(
            line ->
                line.contains("spans wait in " + spool)
                    || line.startsWith("not sent yet, kept on disk: "));
  }

  @Test
  void jvm_thatEndsWhileReceiverIsAway_leavesSpansToTheNextOne() throws Exception {
    receiver.die();
    BatchSpanSink first = sink(16, log::add, exporter(wire(), spool, quick()));
    for (int n = 0; n < 40; n++) {
      first.onSpanEnd(span(n));
    }
    first.close(AMPLE);
    Accounting.addUp(first.metrics());
    assertThat(first.metrics().exporters().get(0).spansSpooled()).isEqualTo(40);
    assertThat(batches()).hasSize(3).allMatch(name -> name.endsWith(".ids-1.batch"));
    assertThat(permissions(spool)).isEqualTo("rwx------");
    assertThat(log)
        .last()
        .asString()
        .startsWith("not sent yet, kept on disk: 40 spans (wire exporter: ");

    receiver.comeBack();
    BatchSpanSink second = sink(16, log::add, exporter(wire(), spool, quick()));
    second.onSpanEnd(span(40)); // and the program is over: it is all the time there is
    second.close(AMPLE);

    assertThat(receiver.received.subList(1, 41))
        .containsExactlyElementsOf(
            Stream.iterate(0, n -> n + 1).limit(40).map(Pipelines::id).toList());
    assertThat(batches()).isEmpty();
    assertThat(second.metrics().exporters().get(0).spool().spansSent()).isEqualTo(40);
  }

  @Test
  void spool_sharedByTwoPipelines_isSentOnce() throws Exception {
    receiver.die();
    BatchSpanSink dead = sink(1, log::add, exporter(wire(), spool, quick()));
    for (int n = 0; n < 100; n++) {
      dead.onSpanEnd(span(n));
    }
    dead.close(AMPLE);
    receiver.comeBack();

    BatchSpanSink a = sink(16, log::add, exporter(wire(), spool, quick()));
    BatchSpanSink b = sink(16, log::add, exporter(wire(), spool, quick()));
    a.onSpanEnd(span(100));
    b.onSpanEnd(span(101));
    await(() -> receiver.received.size() >= 102);
    a.close(AMPLE);
    b.close(AMPLE);

    assertThat(receiver.received).hasSize(102).doesNotHaveDuplicates();
  }

  @Test
  void slowReceiver_delaysNeitherApplicationNorNeighbours() throws Exception {
    receiver.answer = new CountDownLatch(1);
    BatchSpanSink sink =
        sink(16, log::add, exporter(wire(), spool, quick()), ExporterSpec.of(beside));
    long longest = 0;
    for (int n = 0; n < 5_000; n++) {
      long begin = System.nanoTime();
      sink.onSpanEnd(span(n));
      longest = Math.max(longest, System.nanoTime() - begin);
      if (n % 500 == 499) {
        int sofar = n + 1;
        await(() -> beside.spans.get() == sofar);
      }
    }
    assertThat(receiver.received).isEmpty();
    assertThat(Duration.ofNanos(longest)).isLessThan(PATIENT.dividedBy(2));

    receiver.answer.countDown();
    await(() -> receiver.received.size() >= 5_000);
    sink.close(AMPLE);

    Accounting.addUp(sink.metrics());
    assertThat(sink.metrics().exporters().get(0).spansLost()).isZero();
    assertThat(receiver.received).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void closing_whileReceiverHangs_spoolsWithinTheTime() throws Exception {
    receiver.answer = new CountDownLatch(1);
    BatchSpanSink sink = sink(16, log::add, exporter(wire(), spool, quick()));
    for (int n = 0; n < 64; n++) {
      sink.onSpanEnd(span(n));
    }
    await(() -> receiver.requests.get() == 1);

    long begin = System.nanoTime();
    assertThat(sink.close(Duration.ofSeconds(2))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));

    Accounting.addUp(sink.metrics());
    assertThat(sink.metrics().exporters().get(0).spansSpooled()).isEqualTo(64);
  }

  @Test
  void poisonousSpan_costsOnlyItself() throws Exception {
    receiver.poison = id(77);
    BatchSpanSink sink = sink(128, log::add, exporter(wire(), spool, quick()));
    for (int n = 0; n < 128; n++) {
      sink.onSpanEnd(span(n));
    }
    assertThat(sink.forceFlush(AMPLE)).isFalse();
    sink.close(AMPLE);

    Accounting.addUp(sink.metrics());
    ExporterMetrics wire = sink.metrics().exporters().get(0);
    assertThat(receiver.received).hasSize(127).doesNotContain(id(77)).doesNotHaveDuplicates();
    assertThat(wire.spansLostBy()).containsEntry(LossReason.REFUSED, 1L);
    assertThat(receiver.requests).hasValueLessThanOrEqualTo(20);
  }

  @Test
  void receiver_thatRefusesEverything_isNotAskedAboutEachSpan() throws Exception {
    receiver.status = 401;
    BatchSpanSink sink = sink(128, log::add, exporter(wire(), spool, quick()));
    for (int n = 0; n < 512; n++) {
      sink.onSpanEnd(span(n));
    }
    sink.close(AMPLE);

    Accounting.addUp(sink.metrics());
    assertThat(sink.metrics().exporters().get(0).spansLost()).isEqualTo(512);
    assertThat(receiver.requests).hasValueLessThan(15);
    assertThat(log).singleElement().asString().contains("512 records (wire exporter: status 401)");
  }

  @Test
  void overloadedReceiver_isLeftAloneForAsLongAsItAsks() throws Exception {
    receiver.status = 503;
    receiver.retryAfter = "3600";
    BatchSpanSink sink = sink(16, log::add, exporter(wire(), spool, quick()));
    sink.onSpanEnd(span(1));
    sink.forceFlush(AMPLE);

    assertThat(receiver.requests).hasValue(1);
    assertThat(sink.metrics().exporters().get(0).spansSpooled()).isEqualTo(1);
    sink.close(AMPLE);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void networkExporter_withoutSpool_losesWhatItCannotSendAndCountsIt() throws Exception {
    receiver.die();
    BatchSpanSink sink = sink(16, log::add, exporter(wire(), null, quick()));
    for (int n = 0; n < 160; n++) {
      sink.onSpanEnd(span(n));
    }
    sink.forceFlush(AMPLE);
    ExporterMetrics.Breaker breaker = sink.metrics().exporters().get(0).breaker();
    sink.close(AMPLE);

    Accounting.addUp(sink.metrics());
    ExporterMetrics wire = sink.metrics().exporters().get(0);
    assertThat(breaker).isNotEqualTo(ExporterMetrics.Breaker.CLOSED);
    assertThat(wire.spansLost()).isEqualTo(160);
    assertThat(wire.spansLostBy().get(LossReason.BREAKER_OPEN)).isPositive();
    assertThat(wire.retries()).isPositive();
  }

  private HttpWire wire() {
    return new HttpWire(receiver.address(), PATIENT);
  }

  private List<String> batches() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith("h")).toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static final class Beside implements SpanExporter {
    final AtomicInteger spans = new AtomicInteger();

    @Override
    public String name() {
      return "beside";
    }

    @Override
    public void export(List<ExportRecord> batch) {
      spans.addAndGet(batch.size());
    }
  }
}
