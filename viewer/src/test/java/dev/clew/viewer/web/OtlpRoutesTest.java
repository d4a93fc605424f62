// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The receiver of OTLP. */
final class OtlpRoutesTest extends ViewerServerFixture {

  private HttpResponse<byte[]> otlp(byte[] body, String type, String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.otlpAddress() + "/v1/traces"))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (encoding != null) {
      request.header("Content-Encoding", encoding);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static ExportTraceServiceRequest oneSpan() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(com.google.protobuf.ByteString.copyFrom(new byte[16]))
        .setSpanId(com.google.protobuf.ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))
        .setName("by otlp")
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(2);
    return request.build();
  }

  @Test
  void otlp_takesProtobufAndJson_packedOrNot_once() throws Exception {
    byte[] protobuf = oneSpan().toByteArray();

    assertThat(otlp(protobuf, "application/x-protobuf", null).statusCode()).isEqualTo(200);
    assertThat(otlp(gzip(protobuf), "application/x-protobuf", "gzip").body()).isEmpty();
    byte[] json =
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":"
                + "\"00000000000000000000000000000000\",\"spanId\":\"0100000000000000\",\"name\":"
                + "\"by otlp\",\"startTimeUnixNano\":\"1\",\"endTimeUnixNano\":\"2\"}]}]}]}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(new String(otlp(json, "application/json", null).body(), StandardCharsets.UTF_8))
        .isEqualTo("{}");
    assertThat(store.statistics().spans()).isEqualTo(135);
  }

  @Test
  void otlp_refusesWhatItCannotRead() throws Exception {
    assertThat(otlp(new byte[] {1, 2}, "application/x-protobuf", null).statusCode()).isEqualTo(400);
    assertThat(otlp(new byte[] {1, 2}, "text/plain", null).statusCode()).isEqualTo(415);
    assertThat(otlp(new byte[] {1, 2}, "application/json", "gzip").statusCode()).isEqualTo(400);
    assertThat(otlp(new byte[] {1, 2}, "application/json", "br").statusCode()).isEqualTo(415);
  }

  @Test
  void otlp_thatUnpacksToTooMuch_isRefused() throws Exception {
    byte[] bomb = gzip(new byte[ServerSettings.MAX_BODY + 1]);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(otlp(bomb, "application/x-protobuf", "gzip").statusCode()).isEqualTo(413);
  }
}
