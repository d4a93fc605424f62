// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Receives spans over HTTP, decoded by the official classes. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Receiver receiver = new Receiver(HttpServer.create(anyPort, 0));
    receiver.server.createContext("/v1/traces", receiver::handle);
    receiver.server.start();
    return receiver;
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  List<ExportTraceServiceRequest> requests() {
    return requests;
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    requests.forEach(
        request ->
            request
                .getResourceSpansList()
                .forEach(r -> r.getScopeSpansList().forEach(s -> spans.addAll(s.getSpansList()))));
    return spans;
  }

  /** Returns everything received, as text. */
  String everything() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    requests.forEach(
        request -> {
          try {
            request.writeTo(all);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return headers + all.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void handle(HttpExchange exchange) throws IOException {
    headers.add(exchange.getRequestHeaders().entrySet().toString());
    requests.add(
        ExportTraceServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody())));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
