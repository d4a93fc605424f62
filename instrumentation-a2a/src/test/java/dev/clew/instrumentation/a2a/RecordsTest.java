// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.api.data.AgentData;
import dev.clew.testkit.LibraryClasspath;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.TestedLibrary;
import dev.clew.testkit.WeavingExtension;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Version 1.0, whose types are records: in its own package and, because no registry here has it,
 * moved to the one that it has had since.
 */
class RecordsTest {
  private static final String PACKAGE = "io.a2a";

  private static final String ANSWER =
      """
      {"jsonrpc": "2.0", "id": "1", "result": {"message": {"messageId": "m2", "role": "ROLE_AGENT",
       "contextId": "trip-1", "parts": [{"text": "a story"}]}}}
      """;
  private static final List<String> EVENTS =
      List.of(
          """
          {"artifactUpdate": {"taskId": "task-1", "contextId": "trip-1", \
          "artifact": {"artifactId": "a1", "parts": [{"text": "a story"}]}}}""",
          """
          {"statusUpdate": {"taskId": "task-1", "contextId": "trip-1", \
          "status": {"state": "TASK_STATE_COMPLETED"}}}""");

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new A2aModule(), new A2aProjectModule());

  @SuppressWarnings("unchecked")
  private static BiConsumer<String, String> records(String packageName) throws Exception {
    List<Path> jars = new ArrayList<>();
    List<Path> moving = new ArrayList<>();
    for (Path jar :
        LibraryClasspath.of(TestedLibrary.named("a2a-java-sdk").newest().coordinates())) {
      boolean moves = !packageName.equals(PACKAGE) && jar.toString().contains("a2asdk");
      (moves ? moving : jars).add(jar);
    }
    Path folder = Files.createDirectories(Path.of("target", "records", packageName));
    if (!moving.isEmpty()) {
      Path moved = folder.resolve("moved.jar");
      new MovedLibrary(PACKAGE, packageName).write(moving, moved);
      jars.add(0, moved);
    }
    // Another name for each, because the weaver remembers implementations by name.
    String name = moving.isEmpty() ? "Records" : "Moved";
    Path source = folder.resolve(name + ".java");
    String written = Files.readString(Path.of("src", "test", "records", "Records.java"));
    Files.writeString(
        source, written.replace(PACKAGE + ".", packageName + ".").replace("Records", name));
    compile(source, jars, folder);
    jars.add(0, folder);
    List<URL> urls = new ArrayList<>();
    for (Path each : jars) {
      urls.add(each.toUri().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    BiConsumer<String, String> actions =
        (BiConsumer<String, String>) loader.loadClass("app." + name).getConstructor().newInstance();
    return (action, url) -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader); // finds transports as services
      try {
        actions.accept(action, url);
      } finally {
        thread.setContextClassLoader(before);
      }
    };
  }

  private static void compile(Path source, List<Path> jars, Path classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String path = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    List<String> options = List.of("-nowarn", "-proc:none", "-cp", path, "-d", classes.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      assertThat(
              javac
                  .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                  .call())
          .as(messages::toString)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.a2a", "org.a2aproject.sdk"})
  void clientAndExecutor_areTraced(String packageName) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", RecordsTest::handle);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      BiConsumer<String, String> records = records(packageName);
      records.accept("ask", url);
      records.accept("stream", url);
      records.accept("serve", url);
    } finally {
      server.stop(0);
    }

    assertThat(weaving.tree().toString().replace("Moved$", "Records$"))
        .isEqualTo("agent teller\nagent teller\nagent Records$Teller\n");
    assertThat(weaving.spans().spans())
        .allSatisfy(
            span -> {
              assertThat(SpanRecorder.data(span, AgentData.class).output()).isEqualTo("a story");
              assertThat(SpanRecorder.data(span, AgentData.class).inputs())
                  .isEqualTo(Map.of("message", "dragons"));
              assertThat(span.attributes()).containsEntry("a2a.context.id", "trip-1");
            });
    assertThat(weaving.spans().spans())
        .extracting(span -> span.attributes().get("a2a.task.state"))
        .containsExactly(null, "completed", "completed");
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      boolean stream = request.contains("SendStreamingMessage");
      exchange
          .getResponseHeaders()
          .set("Content-Type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, 0);
      StringBuilder body = new StringBuilder(stream ? "" : ANSWER);
      for (String event : stream ? EVENTS : List.<String>of()) {
        body.append("data: {\"jsonrpc\": \"2.0\", \"id\": \"1\", \"result\": ")
            .append(event)
            .append("}\n\n");
      }
      exchange.getResponseBody().write(body.toString().getBytes(UTF_8));
    }
  }
}
