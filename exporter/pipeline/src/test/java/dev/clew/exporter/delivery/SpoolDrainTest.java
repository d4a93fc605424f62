// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import static dev.clew.exporter.delivery.Pipelines.AMPLE;
import static dev.clew.exporter.delivery.Pipelines.exporter;
import static dev.clew.exporter.delivery.Pipelines.quick;
import static dev.clew.exporter.delivery.Pipelines.sink;
import static dev.clew.exporter.delivery.Pipelines.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.WireExporter;
import dev.clew.exporter.Accounting;
import dev.clew.exporter.BatchSpanSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDrainTest {
  @TempDir Path temp;

  @Test
  void batch_thatGetsToDiskWhenTheQueueIsEmptyAlready_isSentWithoutWaitingForMore()
      throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answer = new CountDownLatch(1);
      SlowToSpool wire = new SlowToSpool(new HttpWire(receiver.address(), AMPLE));
      BatchSpanSink sink = sink(1, line -> {}, exporter(wire, temp.resolve("spool"), quick()));
      AtomicInteger ended = new AtomicInteger();
      await(
          () -> {
            sink.onSpanEnd(span(ended.incrementAndGet()));
            return wire.spooling.getCount() == 0;
          });
      receiver.answer.countDown();
      await(() -> receiver.received.size() == ended.get() - 1);

      wire.mayGoOn.countDown();

      await(() -> receiver.received.size() == ended.get());
      assertThat(sink.close(AMPLE)).isTrue();
      Accounting.addUp(sink.metrics());
    }
  }

  /** Much less than the half minute after which an idle exporter looks at its spool by itself. */
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Takes as long as a test likes to encode what is to be put on disk. */
  private record SlowToSpool(HttpWire wire, CountDownLatch spooling, CountDownLatch mayGoOn)
      implements WireExporter {
    SlowToSpool(HttpWire wire) {
      this(wire, new CountDownLatch(1), new CountDownLatch(1));
    }

    @Override
    public String name() {
      return wire.name();
    }

    @Override
    public String wireFormat() {
      return wire.wireFormat();
    }

    @Override
    public boolean encodesConcurrently() {
      return true;
    }

    @Override
    public byte[] encode(List<ExportRecord> batch) throws IOException {
      if (Thread.currentThread().getName().contains("spool")) {
        spooling.countDown();
        try {
          mayGoOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return wire.encode(batch);
    }

    @Override
    public void send(byte[] encoded) throws IOException {
      wire.send(encoded);
    }
  }
}
