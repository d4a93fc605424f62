// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes the result of a replay where the user asked for it. */
final class ReportFile {
  private ReportFile() {}

  static void write(Path file, String text, Consumer<String> lines) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException failure) {
      lines.accept("clew: the report %s cannot be written (%s)".formatted(file, failure));
    }
  }
}
