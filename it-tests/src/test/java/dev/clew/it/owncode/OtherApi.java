// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.owncode;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The manual API in versions that do not exist: this one's sources with something changed. */
final class OtherApi {
  private OtherApi() {}

  /** Returns an API whose backend lacks a method that the agent's has. */
  static Path older() {
    return compile(
        "older",
        Map.of(
            "  default void firstChunk(Object handle) {}\n", "",
            "      backend.firstChunk(handle);\n", ""));
  }

  /** Returns an API whose backend has a method that the agent's lacks. */
  static Path newer() {
    return compile(
        "newer",
        Map.of(
            "  default void firstChunk(Object handle) {}\n",
            """
              default void firstChunk(Object handle) {}

              default void firstWord(Object handle, String word) {}
            """,
            "    return set(\"output\", output);\n",
            """
                if (handle != null) {
                  backend.firstWord(handle, "so");
                }
                return set("output", output);
            """));
  }

  private static Path compile(String name, Map<String, String> changes) {
    Path sources = BuildOutput.newFolder("api-" + name + "-sources");
    Path classes = BuildOutput.newFolder("api-" + name);
    int made = 0;
    Path api = BuildOutput.root().resolve("api/src/main/java/dev/clew");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(api, "*.java")) {
      for (Path file : files) {
        String text = Files.readString(file);
        for (Map.Entry<String, String> change : changes.entrySet()) {
          made += text.contains(change.getKey()) ? 1 : 0;
          text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(sources.resolve(file.getFileName()), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (made != changes.size()) {
      throw new AssertionError("the sources of the API have changed: adapt " + name);
    }
    Application.compile(sources, jspecify(), classes);
    return classes;
  }

  private static List<Path> jspecify() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> each.contains("jspecify"))
        .map(Path::of)
        .toList();
  }
}
