// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put what the tests start. */
public final class BuildOutput {
  private BuildOutput() {}

  /** Returns the one jar that users get. */
  public static Path agentJar() {
    return built("agent/target/clew-agent.jar", "agent");
  }

  /** Returns the demo application; its libraries lie in {@code lib} beside it. */
  public static Path travelDeskJar() {
    return built("examples/travel-desk/target/travel-desk.jar", "examples/travel-desk");
  }

  /** Returns the extension that speaks OTLP over gRPC. */
  public static Path otlpGrpcJar() {
    return built(
        "exporter-otlp-grpc/target/clew-exporter-otlp-grpc.jar", "agent,exporter-otlp-grpc");
  }

  /** Returns the root of the repository. */
  public static Path root() {
    return Path.of(setting("it.root")).toAbsolutePath().normalize();
  }

  /** Returns a new folder under {@code target}, kept so that a failed run can be looked at. */
  public static Path newFolder(String purpose) {
    try {
      Path folder = root().resolve("it-tests/target/runs");
      Files.createDirectories(folder);
      return Files.createTempDirectory(folder, purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a system property that the pom of this module hands to the tests. */
  public static String setting(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run the tests with Maven");
    }
    return value;
  }

  private static Path built(String path, String module) {
    Path file = root().resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          "%s is missing; build it with: mvn -DskipTests package -pl %s -am"
              .formatted(file, module));
    }
    return file;
  }
}
