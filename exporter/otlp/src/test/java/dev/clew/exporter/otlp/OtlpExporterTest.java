// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportException.Kind;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.OtlpReceiver.Answer;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes to a receiver and what becomes of its answers, over real connections. */
class OtlpExporterTest {
  private static final String PROTOBUF = "application/x-protobuf";

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void batch_arrivesAsOneCompressedRequest() throws IOException {
    exporter().export(SpanRecords.batch(3));

    assertThat(receiver.received()).hasSize(1);
    OtlpReceiver.Received request = receiver.received().get(0);
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.headers())
        .containsEntry("Content-type", PROTOBUF)
        .containsEntry("Content-encoding", "gzip");
    assertThat(receiver.spans()).hasSize(3);
    ResourceSpans resource = request.decoded().getResourceSpans(0);
    assertThat(resource.getScopeSpans(0).getScope().getName()).isEqualTo("dev.clew");
    assertThat(resource.getScopeSpans(0).getScope().getVersion()).isEqualTo("1.2.3");
    assertThat(resource.getScopeSpans(0).getSchemaUrl())
        .isEqualTo("https://opentelemetry.io/schemas/1.41.0");
    assertThat(ProtoMaps.of(resource.getResource().getAttributesList()))
        .containsEntry("service.name", "tests")
        .containsEntry("process.pid", ProcessHandle.current().pid());
  }

  @Test
  void batch_withoutCompression_isSentPlain() throws IOException {
    Exporters.of(new HttpTarget(receiver.endpoint(), Map.of(), false, Exporters.PATIENT, tls()))
        .export(SpanRecords.batch(1));

    assertThat(receiver.received().get(0).headers()).doesNotContainKey("Content-encoding");
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void headers_areSent() throws IOException {
    Map<String, String> headers = Map.of("Authorization", "Basic cGs6c2s=", "x-tenant", "acme");
    Exporters.of(new HttpTarget(receiver.endpoint(), headers, true, Exporters.PATIENT, tls()))
        .export(SpanRecords.batch(1));

    assertThat(receiver.received().get(0).headers())
        .containsEntry("Authorization", "Basic cGs6c2s=")
        .containsEntry("X-tenant", "acme");
  }

  @Test
  void connection_isKeptForTheNextBatch() throws IOException {
    OtlpExporter exporter = exporter();
    exporter.export(SpanRecords.batch(1));
    exporter.export(SpanRecords.batch(1));

    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().get(1).headers()).doesNotContainKey("Upgrade");
  }

  @Test
  void batch_thatHoldsNoSpan_isNotSent() throws IOException {
    exporter().export(List.of(Samples.trace(1)));

    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void metadataOfATrace_isToldByItsRoot() throws IOException {
    exporter()
        .export(
            List.of(
                Samples.span(2, Samples.generation()),
                Samples.span(1, Samples.generation()),
                Samples.trace(2)));

    assertThat(ProtoMaps.of(receiver.spans().get(1)))
        .containsEntry("clew.metadata.tenant", "acme")
        .containsEntry("clew.trace.dropped_spans", 2L);
    assertThat(ProtoMaps.of(receiver.spans().get(0))).doesNotContainKey("clew.metadata.tenant");
  }

  @Test
  void bytesOfAnEarlierJvm_areSent() throws IOException {
    byte[] kept = exporter().encode(SpanRecords.batch(2)).clone();

    exporter().send(kept);

    assertThat(receiver.spans()).hasSize(2);
  }

  @Test
  void overloadedReceiver_isWorthARetry_whenItSays() {
    for (int status : List.of(429, 502, 503, 504)) {
      receiver.answering(Answer.status(status).header("Retry-After", "7"));

      ExportException failure = failure(() -> exporter().export(SpanRecords.batch(1)));

      assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
      assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
      assertThat(failure).hasMessage(receiver.endpoint() + " answered " + status);
    }
    assertThat(receiver.received()).hasSize(4); // once each: to try again is not its business
  }

  @Test
  void anyOtherStatus_isARefusal() {
    for (int status : List.of(301, 400, 401, 404, 413, 415, 500, 501)) {
      receiver.answering(Answer.status(status));

      assertThat(failure(() -> exporter().export(SpanRecords.batch(1))).kind())
          .isEqualTo(Kind.REFUSED);
    }
  }

  @Test
  void refusal_saysWhyAndWhatToDo_butNotTheKey() {
    receiver.answering(Answer.status(401).body("text/plain", "no\nsuch key: sk-verysecret"));
    Map<String, String> headers = Map.of("Authorization", "Bearer sk-verysecret");

    ExportException failure =
        failure(
            () ->
                Exporters.of(
                        new HttpTarget(
                            receiver.endpoint(), headers, true, Exporters.PATIENT, tls()))
                    .export(SpanRecords.batch(1)));

    assertThat(failure)
        .hasMessage(
            receiver.endpoint() + " answered 401 (no such key: ***); check clew.otlp.headers");
  }

  @Test
  void reasonInAStatusMessage_isTold() {
    ByteString status = ByteString.copyFromUtf8("\b\7\22\20quota is used up");
    receiver.answering(Answer.status(403).body(PROTOBUF, status));

    assertThat(failure(() -> exporter().export(SpanRecords.batch(1))))
        .hasMessageContaining("answered 403 (quota is used up)");
  }

  @Test
  void redirect_isNotFollowed() {
    receiver.answering(
        Answer.status(308).header("Location", "http://user:pass@elsewhere:1/x?key=secret"));

    ExportException failure = failure(() -> exporter().export(SpanRecords.batch(1)));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessageContaining("a redirect to http://elsewhere:1/x, which is not followed");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void webPage_isNoSuccess() {
    receiver.answering(Answer.status(200).body("text/html", "<html>sign in"));

    ExportException failure = failure(() -> exporter().export(SpanRecords.batch(1)));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("web page").hasMessageContaining("clew.otlp.endpoint");
  }

  @Test
  void partialSuccess_isALossOfSomeSpansAndNotRepeated() {
    receiver.answering(partial(2, "too old"));

    ExportException failure = failure(() -> exporter().export(SpanRecords.batch(5)));

    assertThat(failure.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(failure.lostSpans()).isEqualTo(2);
    assertThat(failure.lostTraces()).isZero();
    assertThat(failure).hasMessageContaining("rejected 2 spans: too old");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void partialSuccess_inJson_isUnderstoodToo() {
    receiver.answering(
        Answer.status(200)
            .body(
                "application/json",
                "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"no\"}}"));

    assertThat(failure(() -> exporter().export(SpanRecords.batch(5))).lostSpans()).isEqualTo(3);
  }

  @Test
  void warningOfAReceiver_isSaidOnceAndIsNoLoss() throws IOException {
    receiver.answering(partial(0, "use TLS"), partial(0, "use TLS"));
    OtlpExporter exporter = exporter();

    exporter.export(SpanRecords.batch(1));
    exporter.export(SpanRecords.batch(1));

    assertThat(warnings)
        .containsExactly(receiver.endpoint() + " accepted all spans and reported: use TLS");
  }

  @Test
  void emptyPartialSuccess_isFullSuccess() throws IOException {
    receiver.answering(
        Answer.status(200)
            .body(
                PROTOBUF,
                ExportTraceServiceResponse.newBuilder()
                    .setPartialSuccess(ExportTracePartialSuccess.getDefaultInstance())
                    .build()
                    .toByteString()),
        Answer.status(200).body("application/json", "{\"partialSuccess\":{}}"),
        Answer.status(200).body(PROTOBUF, "garbage"),
        Answer.status(202));
    OtlpExporter exporter = exporter();

    for (int i = 0; i < 4; i++) {
      exporter.export(SpanRecords.batch(1));
    }

    assertThat(warnings).isEmpty();
  }

  @Test
  void brokenConnection_isWorthARetry() {
    receiver.answering(Answer.status(-1));

    assertThat(failure(() -> exporter().export(SpanRecords.batch(1))).kind())
        .isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void absentReceiver_isWorthARetry_andIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:" + port + "/v1/traces?token=secret");

    ExportException failure = failure(() -> Exporters.to(nobody).export(SpanRecords.batch(1)));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure)
        .hasMessage(
            "http://localhost:%d/v1/traces cannot be reached; check clew.otlp.endpoint"
                .formatted(port));
  }

  @Test
  void silentReceiver_isGivenUpAfterTheTimeout() {
    receiver.silent();
    HttpTarget target =
        new HttpTarget(receiver.endpoint(), Map.of(), true, Duration.ofMillis(200), tls());

    ExportException failure = failure(() -> Exporters.of(target).export(SpanRecords.batch(1)));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure).hasMessageContaining("did not answer within 200 ms");
  }

  @Test
  void endlessAnswer_isRefused() {
    receiver.answering(
        Answer.status(200).body(PROTOBUF, ByteString.copyFrom(new byte[(4 << 20) + 1])));

    ExportException failure = failure(() -> exporter().export(SpanRecords.batch(1)));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("longer than 4194304 bytes");
  }

  private OtlpExporter exporter() {
    return Exporters.of(
        new HttpTarget(receiver.endpoint(), Map.of(), true, Exporters.PATIENT, tls()), warnings);
  }

  private static TlsFiles tls() {
    return TlsFiles.none();
  }

  private static Answer partial(long rejected, String message) {
    return Answer.status(200)
        .body(
            PROTOBUF,
            ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(
                    ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message))
                .build()
                .toByteString());
  }

  private static ExportException failure(ThrowingCallable call) {
    return catchThrowableOfType(ExportException.class, call);
  }
}
