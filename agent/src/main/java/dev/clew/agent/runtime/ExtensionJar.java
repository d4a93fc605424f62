// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/** Loads the services of one extension jar; jars are isolated from each other. */
final class ExtensionJar extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final String path;

  private ExtensionJar(File file) throws IOException {
    super(new URL[] {file.toURI().toURL()}, ExtensionJar.class.getClassLoader());
    this.path = file.getPath();
  }

  String path() {
    return path;
  }

  /** Opens the jars in {@code locations}, each of which is a jar or a folder of jars. */
  static List<ExtensionJar> open(List<String> locations, AgentLog log) {
    List<ExtensionJar> jars = new ArrayList<>();
    for (String location : locations) {
      for (File file : files(location, log)) {
        try (JarFile readable = new JarFile(file)) {
          jars.add(new ExtensionJar(new File(readable.getName())));
        } catch (IOException e) {
          log.warn(
              AgentLog.Topic.EXTENSION,
              "extension %s is not a readable jar and is skipped: %s"
                  .formatted(file, e.getMessage()));
        }
      }
    }
    return jars;
  }

  private static List<File> files(String location, AgentLog log) {
    File file = new File(location);
    if (!file.exists()) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "clew.extensions names %s, which does not exist; correct the path".formatted(location));
      return List.of();
    }
    if (!file.isDirectory()) {
      return List.of(file);
    }
    File[] jars = file.listFiles((folder, name) -> name.endsWith(".jar"));
    if (jars == null || jars.length == 0) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "clew.extensions names the folder %s, which contains no jars".formatted(location));
      return List.of();
    }
    Arrays.sort(jars);
    return List.of(jars);
  }
}
