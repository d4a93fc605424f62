// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A receiver of OTLP that decodes with the official classes and answers what it is told to, and
 * with full success when it is told nothing.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** What came in, its body decompressed. */
  public record Received(String path, Map<String, String> headers, ByteString body) {
    public ExportTraceServiceRequest decoded() {
      try {
        return ExportTraceServiceRequest.parseFrom(body);
      } catch (InvalidProtocolBufferException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What goes out; a negative status means that the connection is cut instead. */
  public record Answer(int status, Map<String, String> headers, ByteString body) {
    public static Answer status(int status) {
      return new Answer(status, Map.of(), ByteString.EMPTY);
    }

    public Answer header(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body);
    }

    public Answer body(String contentType, String content) {
      return body(contentType, ByteString.copyFromUtf8(content));
    }

    public Answer body(String contentType, ByteString content) {
      return new Answer(status, headers, content).header("Content-Type", contentType);
    }
  }

  private final HttpServer server;
  private final String scheme;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean silent;

  private OtlpReceiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.setExecutor(null);
    server.start();
  }

  public static OtlpReceiver start() {
    try {
      return new OtlpReceiver(HttpServer.create(anyPort(), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A receiver that wants to see a certificate of whoever sends. */
  public static OtlpReceiver startTls(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
              wanted.setNeedClientAuth(true);
              parameters.setSSLParameters(wanted);
            }
          });
      return new OtlpReceiver(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers the next requests so, one after the other. */
  public OtlpReceiver answering(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  /** Never answers. */
  public OtlpReceiver silent() {
    silent = true;
    return this;
  }

  public URI endpoint() {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/v1/traces");
  }

  public List<Received> received() {
    return received;
  }

  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Received each : received) {
      each.decoded()
          .getResourceSpansList()
          .forEach(r -> r.getScopeSpansList().forEach(s -> spans.addAll(s.getSpansList())));
    }
    return spans;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(headers.get("Content-encoding"))) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readAllBytes();
      }
    }
    received.add(
        new Received(exchange.getRequestURI().toString(), headers, ByteString.copyFrom(body)));
    if (silent) {
      await();
    }
    Answer next = answers.poll();
    Answer answer = next != null ? next : Answer.status(200).body("application/x-protobuf", "");
    if (answer.status() < 0) {
      exchange.close();
      return;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().isEmpty() ? -1 : answer.body().size());
    if (!answer.body().isEmpty()) {
      exchange.getResponseBody().write(answer.body().toByteArray());
    }
    exchange.close();
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
