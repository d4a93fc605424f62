// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Locates the build results that the tests start. */
public final class BuildOutput {
  private BuildOutput() {}

  /** Returns the agent jar that users get; {@code -Dit.agent} overrides it. */
  public static Path agentJar() {
    String other = System.getProperty("it.agent");
    if (other != null) {
      return existing(Path.of(other).toAbsolutePath(), "-Dit.agent has to name an agent jar");
    }
    return built("agent/target/clew-agent.jar", "agent");
  }

  /** Returns what applications compile against. */
  public static Path apiJar() {
    return built("api/target/clew-api-0.1.0-SNAPSHOT.jar", "api");
  }

  /** Returns the viewer's one jar. */
  public static Path viewerJar() {
    return built("viewer/target/clew-viewer.jar", "viewer");
  }

  /** Returns the demo application; its libraries are in {@code lib} next to it. */
  public static Path travelDeskJar() {
    return built("examples/travel-desk/target/travel-desk.jar", "examples/travel-desk");
  }

  /** Returns the extension for OTLP over gRPC. */
  public static Path otlpGrpcJar() {
    return built(
        "exporter/otlp-grpc/target/clew-exporter-otlp-grpc.jar", "agent,exporter/otlp-grpc");
  }

  /** Returns the root folder of the Git repository. */
  public static Path root() {
    return Path.of(setting("testkit.root")).toAbsolutePath().normalize();
  }

  /** Returns a new folder under {@code target}, which is kept for inspecting a failed run. */
  public static Path newFolder(String purpose) {
    try {
      Path folder = root().resolve("it-tests/target/runs");
      Files.createDirectories(folder);
      return Files.createTempDirectory(folder, purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a system property that this module's pom passes to the tests. */
  public static String setting(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run the tests with Maven");
    }
    return value;
  }

  private static Path built(String path, String module) {
    return existing(
        root().resolve(path),
        "build it with: mvn -DskipTests package -pl %s -am".formatted(module));
  }

  private static Path existing(Path file, String remedy) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("%s is missing; %s".formatted(file, remedy));
    }
    return file;
  }
}
