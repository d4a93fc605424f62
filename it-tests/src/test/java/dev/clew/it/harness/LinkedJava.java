// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Java images with selected modules, created by jlink; each is created once and kept in target. */
public final class LinkedJava {
  private LinkedJava() {}

  /** Returns an image of {@code jdk} with {@code modules} and their dependencies. */
  public static Jdk of(Jdk jdk, List<String> modules) {
    return of(jdk, modules, "");
  }

  /** Returns an image that also contains modules of an application. */
  public static Jdk of(Jdk jdk, List<String> modules, Path modulePath) {
    return of(jdk, modules, modulePath.toString());
  }

  private static synchronized Jdk of(Jdk jdk, List<String> modules, String modulePath) {
    String list = String.join(",", new TreeSet<>(modules));
    Path images = BuildOutput.root().resolve("it-tests/target/images");
    Path image =
        images.resolve(jdk.feature() + "-" + Integer.toHexString((list + modulePath).hashCode()));
    if (!Files.isExecutable(image.resolve("bin/java"))) {
      link(jdk, list, modulePath, image);
    }
    return new Jdk(jdk.feature(), image);
  }

  private static void link(Jdk jdk, String modules, String modulePath, Path image) {
    try {
      Files.createDirectories(image.getParent());
      Path partial = BuildOutput.newFolder("image").resolve("image");
      List<String> command =
          new ArrayList<>(
              List.of(
                  jdk.program("jlink").toString(),
                  "-J-XX:TieredStopAtLevel=1",
                  "--add-modules=" + modules,
                  "--no-header-files",
                  "--no-man-pages",
                  "--output=" + partial));
      if (!modulePath.isEmpty()) {
        command.add("--module-path=" + modulePath);
      }
      Process jlink =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(partial.resolveSibling("jlink.txt").toFile())
              .start();
      if (!jlink.waitFor(5, TimeUnit.MINUTES) || jlink.exitValue() != 0) {
        jlink.destroyForcibly();
        throw new IllegalStateException(
            "jlink failed: " + Files.readString(partial.resolveSibling("jlink.txt")));
      }
      Files.move(partial, image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
