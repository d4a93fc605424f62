// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Java images with selected modules, created by jlink; each is created once and kept in target. */
public final class LinkedJava {
  private LinkedJava() {}

  /** Returns an image of {@code jdk} with {@code modules} and their dependencies. */
  public static synchronized Jdk of(Jdk jdk, List<String> modules) {
    String list = String.join(",", new TreeSet<>(modules));
    Path images = BuildOutput.root().resolve("it-tests/target/images");
    Path image = images.resolve(jdk.feature() + "-" + Integer.toHexString(list.hashCode()));
    if (!Files.isExecutable(image.resolve("bin/java"))) {
      link(jdk, list, image);
    }
    return new Jdk(jdk.feature(), image);
  }

  private static void link(Jdk jdk, String modules, Path image) {
    try {
      Files.createDirectories(image.getParent());
      Path partial = BuildOutput.newFolder("image").resolve("image");
      Process jlink =
          new ProcessBuilder(
                  jdk.program("jlink").toString(),
                  "-J-XX:TieredStopAtLevel=1",
                  "--add-modules=" + modules,
                  "--no-header-files",
                  "--no-man-pages",
                  "--output=" + partial)
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
