// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.exporter.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A program that writes spans until it is killed. */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] args) throws IOException {
    FileExporter exporter = new FileExporter(FileSettings.in(Path.of(args[0])));
    while (true) {
      exporter.export(List.copyOf(Collections.nCopies(128, Samples.span(2, Samples.generation()))));
    }
  }
}
