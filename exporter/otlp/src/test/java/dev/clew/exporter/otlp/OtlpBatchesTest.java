// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.api.data.FunctionData;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportException.Kind;
import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.OtlpReceiver.Answer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that need several requests, or hold what OTLP does not know. */
class OtlpBatchesTest {
  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final OtlpExporter exporter = Exporters.to(receiver.endpoint());

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void largeBatch_isSentInSeveralRequests_andWhatWasTakenIsNotRepeated() throws IOException {
    receiver.answering(Answer.status(200), Answer.status(503));
    byte[] encoded = exporter.encode(largeBatch(10));

    assertThat(failure(() -> exporter.send(encoded)).kind()).isEqualTo(Kind.RETRYABLE);
    exporter.send(encoded);

    assertThat(receiver.received()).hasSize(4); // one taken, one refused, two in the second attempt
    List<String> ids = new ArrayList<>();
    for (Span span : receiver.spans()) {
      ids.add(Integer.toString(span.getSpanId().byteAt(7)));
    }
    assertThat(ids)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void refusalOfOnePart_isALossOfItsSpansAlone() {
    receiver.answering(Answer.status(200), Answer.status(413));

    ExportException failure = failure(() -> exporter.export(largeBatch(10)));

    assertThat(failure.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(failure.lostSpans()).isEqualTo(4);
    assertThat(receiver.received()).hasSize(3);
  }

  @Test
  void spanWithAnIdThatOtlpDoesNotKnow_isLostAlone() {
    List<ExportRecord> batch = new ArrayList<>(SpanRecords.batch(2));
    batch.add(SpanRecords.withId(Samples.span(3, Samples.generation()), "xyz"));

    ExportException failure = failure(() -> exporter.export(batch));

    assertThat(failure.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(failure.lostSpans()).isEqualTo(1);
    assertThat(receiver.spans()).hasSize(2);
  }

  @Test
  void batchesOfSeveralThreads_areEncodedAsAlone() {
    byte[] alone = exporter.encode(SpanRecords.batch(20));

    List<byte[]> together =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> exporter.encode(SpanRecords.batch(20)))
            .toList();

    assertThat(exporter.encodesConcurrently()).isTrue();
    assertThat(together).allMatch(body -> Arrays.equals(body, alone));
  }

  @Test
  void lossOfOneBatch_isToldOfThatOne() throws IOException {
    List<ExportRecord> odd = new ArrayList<>(SpanRecords.batch(2));
    odd.add(SpanRecords.withId(Samples.span(3, Samples.generation()), "xyz"));
    byte[] lossy = exporter.encode(odd);
    byte[] whole =
        exporter.encode(SpanRecords.batch(2)); // by another thread, which puts it on disk

    assertThat(failure(() -> exporter.send(lossy)).lostSpans()).isEqualTo(1);
    exporter.send(whole);
  }

  /** Four spans of a megabyte each fill a request. */
  private static List<ExportRecord> largeBatch(int spans) {
    List<ExportRecord> batch = new ArrayList<>();
    String large = "x".repeat(1_000_000);
    for (int i = 1; i <= spans; i++) {
      batch.add(Samples.span(i, new FunctionData("read", null, large, null, null, false)));
    }
    return batch;
  }

  private static ExportException failure(ThrowingCallable call) {
    return catchThrowableOfType(ExportException.class, call);
  }
}
