// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.examples.modelserver.travel.TravelScript;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A receiver gets what the file exporter writes: the same spans in the same tree. */
class OtlpIT {
  private static final Comparison TRAVEL_DESK =
      Comparison.of(ForkedJvm.ofJar(Jdk.running(), BuildOutput.travelDeskJar()))
          .model(TravelScript::instant)
          .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY");

  @Test
  void travelDesk_isTheSameTreeAtTheReceiver_withoutContentAndKeys() throws IOException {
    try (Receiver receiver = Receiver.start()) {
      TracedRun run =
          TRAVEL_DESK
              .tracing(
                  jvm ->
                      jvm.agent("exporters=file,otlp,content=none")
                          .environment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
                          .environment("OTEL_SERVICE_NAME", "desk")
                          .environment("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=acme"))
              .run("Please fly me from Vienna to Lisbon on 2027-03-12.");

      TraceTree trace = run.traces().only();
      assertThat(receiver.spans())
          .extracting(OtlpIT::described)
          .containsExactlyInAnyOrderElementsOf(described(trace));
      assertThat(receiver.everything())
          .contains("acme", "desk", "gpt-4o-mini")
          .doesNotContain("sk-it-", "Vienna", "Lisbon", "You do the triage");
    }
  }

  @Test
  void travelDesk_isTheSameTreeAtAReceiverOfGrpc_byTheExtension() throws IOException {
    try (GrpcReceiver receiver = GrpcReceiver.start()) {
      TracedRun run =
          TRAVEL_DESK
              .tracing(
                  jvm ->
                      jvm.agent("exporters=file,otlp-grpc")
                          .option("-Dclew.extensions=" + BuildOutput.otlpGrpcJar())
                          .option("-Dclew.otlp-grpc.endpoint=" + receiver.endpoint()))
              .run("Please fly me from Vienna to Lisbon on 2027-03-12.");

      assertThat(receiver.spans())
          .extracting(OtlpIT::described)
          .containsExactlyInAnyOrderElementsOf(described(run.traces().only()));
    }
  }

  private static List<String> described(TraceTree trace) {
    return trace.spans().stream()
        .map(
            span ->
                "%s %s < %s %s".formatted(span.traceId(), span.id(), span.parentId(), span.type()))
        .collect(Collectors.toList());
  }

  private static String described(Span span) {
    return "%s %s < %s %s"
        .formatted(
            hex(span.getTraceId()),
            hex(span.getSpanId()),
            hex(span.getParentSpanId()),
            attribute(span.getAttributesList(), "clew.span.type"));
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static String attribute(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
