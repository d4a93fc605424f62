// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import dev.clew.benchmarks.child.EmptyAgent;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** File locations, relative to the root of the repository, where everything is run. */
final class Installation {
  private static final Path MODULE = Path.of("benchmarks");

  private final Path target = MODULE.resolve("target").toAbsolutePath();

  /** Returns the jar built by Maven. */
  Path clewAgent() {
    String given = System.getProperty("clew.agent", "agent/target/clew-agent.jar");
    return existing(Path.of(given).toAbsolutePath());
  }

  /** Returns the viewer's jar as the build left it. */
  Path viewer() {
    String given = System.getProperty("clew.viewer", "viewer/target/clew-viewer.jar");
    return existing(Path.of(given).toAbsolutePath());
  }

  Path openTelemetryAgent() {
    return otherAgent("opentelemetry-javaagent");
  }

  Path datadogAgent() {
    return otherAgent("dd-java-agent");
  }

  private Path otherAgent(String name) {
    try (Stream<Path> jars = Files.list(target.resolve("agents"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + name + " in target/agents"));
    } catch (IOException e) {
      throw new IllegalStateException("benchmarks/run fetches the other agents", e);
    }
  }

  /** Returns an agent with an empty premain, created on first use. */
  synchronized Path emptyAgent() {
    Path jar = target.resolve("empty-agent.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream code = EmptyAgent.class.getClassLoader().getResourceAsStream(entry);
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      if (code == null) {
        throw new IllegalStateException("no class file of " + entry);
      }
      code.transferTo(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return jar;
  }

  /** Returns Clew's home folder. */
  Path clewHome() {
    return target.resolve("clew-home");
  }

  Path work() throws IOException {
    return Files.createDirectories(target.resolve("work"));
  }

  Path results() throws IOException {
    return Files.createDirectories(MODULE.resolve("results"));
  }

  /** Returns the class path of an application with libraries. */
  String applicationClassPath() {
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /** Returns the same class path consisting of jars only. */
  String jarClassPath() {
    Path jar = target.resolve("clew-benchmarks-0.1.0-SNAPSHOT.jar");
    return existing(jar) + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /** Returns the class path of an application without libraries. */
  String bareClassPath() {
    return target.resolve("classes").toString();
  }

  /** Returns the JDKs: the current one, and 25 if available. */
  List<Jdk> jdks() {
    Jdk mine = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    return Stream.concat(
            Stream.of(mine),
            newer().stream().filter(jdk -> jdk.feature() != mine.feature()).limit(1))
        .toList();
  }

  private static List<Jdk> newer() {
    Path given = Path.of(System.getProperty("jdk25", "/usr/lib/jvm"));
    try (Stream<Path> homes = Files.walk(given, 1)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> home.toString().contains("25"))
          .map(home -> new Jdk(25, home))
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing; benchmarks/run builds it");
    }
    return path;
  }

  /** A Java installation. */
  record Jdk(int feature, Path home) {
    String java() {
      return home.resolve("bin/java").toString();
    }
  }
}
