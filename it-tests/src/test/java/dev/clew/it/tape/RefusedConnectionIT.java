// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.NewestJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a replay lets through to the network, seen from a server. */
class RefusedConnectionIT {
  private static final Application CONNECTING =
      Application.compile("connecting", List.of(BuildOutput.apiJar()));

  @NewestJdk
  void replay_refusesConnections_butNotUnixSocketsAndTheExporter(Jdk jdk) throws IOException {
    try (Server server = new Server()) {
      JvmExit exit =
          run(jdk, server, "{\"clew_tape\":1,\"canonical\":1}\n{\"end\":true,\"calls\":0}\n");

      String refused =
          "java.net.ConnectException: refused by Clew: a replay does not connect (to 127.0.0.1:%d)"
              .formatted(server.port());
      assertThat(exit.stdout().lines())
          .containsExactly(
              "Socket: " + refused,
              "SocketChannel: " + refused,
              "channel's socket: " + refused,
              "java.net.http: " + refused,
              "HttpURLConnection: " + refused,
              "Unix: hello");
      assertThat(exit.agentLog())
          .containsOnlyOnce(
              "warning: replay: a connection to 127.0.0.1:%d is refused, because a replay does not connect"
                  .formatted(server.port()));
      assertThat(exit.stderr()).contains("clew: replay: 0 of 0 calls played");
      assertThat(server.requests).containsOnly("/v1/traces");
    }
  }

  @NewestJdk
  void replay_ofATapeThatCannotBeRead_doesNotStartTheApplication(Jdk jdk) throws IOException {
    try (Server server = new Server()) {
      JvmExit exit = run(jdk, server, "{\"clew_tape\":2}\n");

      assertThat(exit.code()).isEqualTo(1);
      assertThat(exit.stdout()).isEmpty();
      assertThat(exit.stderr().lines())
          .singleElement()
          .asString()
          .startsWith("[clew] the application is not started, because clew.replay is set, but ")
          .contains("run.tape was made by a newer Clew (format 2; this one reads 1)")
          .doesNotContain("Exception");
      assertThat(server.requests).isEmpty();
    }
  }

  private static JvmExit run(Jdk jdk, Server server, String content) throws IOException {
    Path folder =
        Files.createTempDirectory("clew"); // paths of Unix-domain sockets have to be short
    Path tape = BuildOutput.newFolder("tape").resolve("run.tape");
    Files.writeString(tape, content);
    try {
      return ForkedJvm.of(jdk, CONNECTING)
          .agent("exporters=file,otlp,replay.export=true,replay=" + tape)
          .environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.port())
          .arguments(String.valueOf(server.port()), folder.resolve("s").toString())
          .run();
    } finally {
      Files.deleteIfExists(folder.resolve("s"));
      Files.delete(folder);
    }
  }

  /** Notes the paths of requests. */
  private static final class Server implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    Server() throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", this::handle);
      http.start();
    }

    int port() {
      return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      requests.add(exchange.getRequestURI().getPath());
      exchange.getRequestBody().readAllBytes();
      byte[] answer = "answered".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }
}
