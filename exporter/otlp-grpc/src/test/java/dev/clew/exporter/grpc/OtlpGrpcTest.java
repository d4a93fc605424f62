// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.api.data.HandoffData;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportException.Kind;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.FixedSettings;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the provider that the service loader finds, to a server of grpc-java. */
class OtlpGrpcTest {
  private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private volatile Status answer = Status.OK;
  private volatile ExportTraceServiceResponse response =
      ExportTraceServiceResponse.getDefaultInstance();
  private Server server;

  @BeforeEach
  void startServer() throws IOException {
    MethodDescriptor<ExportTraceServiceRequest, ExportTraceServiceResponse> export =
        MethodDescriptor.<ExportTraceServiceRequest, ExportTraceServiceResponse>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
            .setRequestMarshaller(new Requests())
            .setResponseMarshaller(new Responses())
            .build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder(
                        "opentelemetry.proto.collector.trace.v1.TraceService")
                    .addMethod(
                        export,
                        ServerCalls.asyncUnaryCall(
                            (request, observer) -> {
                              received.add(request);
                              if (answer.isOk()) {
                                observer.onNext(response);
                                observer.onCompleted();
                              } else {
                                observer.onError(answer.asException());
                              }
                            }))
                    .build())
            .build()
            .start();
  }

  @AfterEach
  void stopServer() {
    server.shutdownNow();
  }

  @Test
  void batch_arrives() throws IOException {
    try (SpanExporter exporter = exporter(server.getPort())) {
      exporter.export(batch(3));
    } catch (Exception e) {
      throw new IOException(e);
    }

    assertThat(received).hasSize(1);
    assertThat(received.get(0).getResourceSpans(0).getScopeSpans(0).getSpansList()).hasSize(3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void statusThatPasses_isWorthARetry() {
    answer = Status.UNAVAILABLE.withDescription("soon");

    ExportException failure = failure(server.getPort());

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure).hasMessageContaining("answered UNAVAILABLE (soon)");
    assertThat(received).hasSize(1); // the sender does not try again by itself
  }

  @Test
  void statusThatStays_isARefusal() {
    answer = Status.UNAUTHENTICATED.withDescription("no key");

    ExportException failure = failure(server.getPort());

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure)
        .hasMessageContaining("answered UNAUTHENTICATED (no key); check clew.otlp-grpc.headers");
  }

  @Test
  void partialSuccess_isALossOfSomeSpans() {
    response =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(2))
            .build();

    ExportException failure = failure(server.getPort());

    assertThat(failure.kind()).isEqualTo(Kind.PARTIAL);
    assertThat(failure.lostSpans()).isEqualTo(2);
  }

  @Test
  void absentReceiver_isWorthARetry() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(failure(port).kind()).isEqualTo(Kind.RETRYABLE);
  }

  private ExportException failure(int port) {
    return catchThrowableOfType(ExportException.class, () -> exporter(port).export(batch(5)));
  }

  private SpanExporter exporter(int port) {
    SpanExporterProvider provider =
        ServiceLoader.load(SpanExporterProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals("otlp-grpc"))
            .findFirst()
            .orElseThrow();
    Map<String, String> values = Map.of("endpoint", "http://localhost:" + port, "timeout", "20s");
    return provider.create(new FixedSettings(values, Path.of("unused"), warnings));
  }

  private static List<ExportRecord> batch(int spans) {
    List<ExportRecord> batch = new ArrayList<>();
    for (int i = 1; i <= spans; i++) {
      batch.add(
          new SpanRecord(
              "0123456789abcdef0123456789abcdef",
              String.format("%016x", i),
              null,
              "triage → refunds",
              1_795_246_692_123_456_789L,
              1_795_246_692_223_456_789L,
              null,
              SpanStatus.OK,
              null,
              null,
              new HandoffData("triage", "refunds", "model"),
              Map.of(),
              List.of()));
    }
    return batch;
  }

  private static final class Requests
      implements MethodDescriptor.Marshaller<ExportTraceServiceRequest> {
    @Override
    public InputStream stream(ExportTraceServiceRequest value) {
      return value.toByteString().newInput();
    }

    @Override
    public ExportTraceServiceRequest parse(InputStream stream) {
      try {
        return ExportTraceServiceRequest.parseFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Responses
      implements MethodDescriptor.Marshaller<ExportTraceServiceResponse> {
    @Override
    public InputStream stream(ExportTraceServiceResponse value) {
      return value.toByteString().newInput();
    }

    @Override
    public ExportTraceServiceResponse parse(InputStream stream) {
      try {
        return ExportTraceServiceResponse.parseFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
