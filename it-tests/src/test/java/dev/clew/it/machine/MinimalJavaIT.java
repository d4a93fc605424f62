// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.LinkedJava;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java without some JDK module: features that need it are off, and everything else works. */
class MinimalJavaIT {
  /** The modules that the application and an agent need. */
  private static final List<String> NEEDED =
      List.of("java.base", "java.instrument", "java.logging", "java.xml");

  private static final List<String> OPTIONAL =
      List.of(
          "jdk.httpserver",
          "java.net.http",
          "java.management",
          "java.sql",
          "jdk.jfr",
          "jdk.unsupported");

  private static final Map<String, List<String>> SAID =
      Map.of(
          "java.net.http",
          List.of(lacksClient("exporters=otlp"), lacksClient("otlp.metrics=true")));

  private static final String TREE =
      """
      generation chat gpt-4o
      generation chat gpt-4o (streamed)
      generation chat gpt-4o
      generation chat gpt-4o ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
      """;
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text("plain answer"))
          .on("streamed", Reply.text("an answer in pieces"))
          .on("async", Reply.text("async answer"))
          .on("failing", Reply.error(429, "Rate limit reached"));

  private static final Application APPLICATION =
      Application.compile("openai-basics", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private static final Comparison WITH_EVERY_MODULE =
      Comparison.of(Jdk.running(), APPLICATION).model(MODEL);

  /** Those that several parts of Clew need; the others with all versions. */
  static List<String> modules() {
    return LibraryClasspath.ALL_VERSIONS
        ? List.of(
            "jdk.httpserver",
            "java.net.http",
            "java.management",
            "java.sql",
            "jdk.jfr",
            "jdk.unsupported")
        : List.of("jdk.httpserver", "java.net.http", "java.management");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void withoutAModule_whatNeedsItIsOffAndTheRestContinues(String missing) throws IOException {
    List<String> modules = new ArrayList<>(NEEDED);
    modules.addAll(OPTIONAL);
    modules.remove(missing);
    try (Sink receiver = new Sink()) {
      TracedRun run =
          WITH_EVERY_MODULE
              .tracing(
                  jvm ->
                      everythingOn(receiver, jvm)
                          .option("--limit-modules=" + String.join(",", modules)))
              .run(SAID.getOrDefault(missing, List.of()));

      assertThat(run.traces().describe()).isEqualTo(TREE);
      assertThat(receiver.paths)
          .isEqualTo(
              missing.equals("java.net.http") ? Set.of() : Set.of("/v1/traces", "/v1/metrics"));
    }
  }

  @NewestJdk
  void imageWithoutAnyOfThem_theStoreIsWritten(Jdk jdk) throws IOException {
    TracedRun run =
        Comparison.of(ForkedJvm.of(LinkedJava.of(jdk, NEEDED), APPLICATION))
            .model(MODEL)
            .tracing(jvm -> jvm.agent("exporters=file,prometheus,prometheus.port=" + freePort()))
            .run();

    assertThat(run.traces().describe()).isEqualTo(TREE);
  }

  private static ForkedJvm everythingOn(Sink receiver, ForkedJvm jvm) {
    return jvm.option("-Dclew.exporters=file,otlp,prometheus")
        .option("-Dclew.prometheus.port=" + freePort())
        .option("-Dclew.otlp.endpoint=" + receiver.address())
        .option("-Dclew.otlp.metrics=true")
        .agent();
  }

  /** Accepts everything sent to it. */
  private static final class Sink implements AutoCloseable {
    final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    Sink() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      server.start();
    }

    String address() {
      return "http://localhost:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
      paths.add(exchange.getRequestURI().getPath());
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static String lacksClient(String feature) {
    return "warning: clew.%s is off because this Java runtime has no module java.net.http; add it"
            .formatted(feature)
        + " with --add-modules java.net.http to jlink or java";
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
