// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.it.harness.BuildOutput;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store, and the viewer that the agent has started for it; closing ends the viewer. */
final class ServedStore implements AutoCloseable {
  private static final long LIMIT_NANOS =
      TimeUnit.SECONDS.toNanos(Integer.getInteger("it.limit.seconds", 60));
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path home = BuildOutput.newFolder("viewed-home");

  /** Returns {@code CLEW_HOME}. */
  Path home() {
    return home;
  }

  /** Returns a folder in which the agent's jar lies beside the viewer's. */
  static Path jars() {
    Path folder = BuildOutput.newFolder("jars");
    try {
      Files.copy(BuildOutput.agentJar(), folder.resolve("clew-agent.jar"));
      Files.copy(BuildOutput.viewerJar(), folder.resolve("clew-viewer.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** Returns {@code pid}, {@code started} and {@code port} of the viewer. */
  Properties serving() {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("viewer/serving.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  String address() {
    return "http://127.0.0.1:" + serving().getProperty("port");
  }

  /** Returns the processes that serve this store. */
  List<ProcessHandle> viewers() {
    return ProcessHandle.allProcesses().filter(this::servesThis).toList();
  }

  private boolean servesThis(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return List.of(arguments).contains("serve") && List.of(arguments).contains(home.toString());
  }

  /** Waits until a line of a trace file contains all of {@code phrases}. */
  void awaitLine(String... phrases) {
    await(
        "a line with " + List.of(phrases),
        () -> lines().anyMatch(line -> Stream.of(phrases).allMatch(line::contains)));
  }

  /** Waits until there is an open span of a trace of which nothing has ended; returns its id. */
  String awaitUnendedTrace() {
    AtomicReference<String> found = new AtomicReference<>("");
    await(
        "an open span",
        () -> {
          Set<String> ended = traceIds("trace.span");
          traceIds("trace.span.open").stream()
              .filter(id -> !ended.contains(id))
              .forEach(found::set);
          return !found.get().isEmpty();
        });
    return found.get();
  }

  private Set<String> traceIds(String object) {
    return lines()
        .filter(line -> line.startsWith("{\"object\":\"" + object + "\""))
        .map(line -> line.replaceAll(".*\"trace_id\":\"([0-9a-f]+)\".*", "$1"))
        .collect(Collectors.toSet());
  }

  /** Returns the lines of all trace files. */
  Stream<String> lines() {
    Path folder = home.resolve("traces");
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream().flatMap(ServedStore::linesOf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the viewer answers with status 200; null if it does not. */
  static @Nullable String get(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      try {
        return connection.getResponseCode() == 200
            ? new String(connection.getInputStream().readAllBytes(), UTF_8)
            : null;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return null;
    }
  }

  /** Waits until the API's answer is as wanted, and returns it. */
  JsonNode awaitJson(String path, Predicate<JsonNode> wanted) {
    JsonNode[] last = new JsonNode[1];
    await(
        "the answer of " + path,
        () -> {
          String body = get(address() + path);
          try {
            last[0] = body == null ? null : MAPPER.readTree(body);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return last[0] != null && wanted.test(last[0]);
        });
    return last[0];
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        // Another process is to be waited for: there is nothing to be notified by.
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    viewers().forEach(ProcessHandle::destroyForcibly);
  }
}
