// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.exporter.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that writes one span and then waits until it is told to write another. */
final class IdleWriter {
  private IdleWriter() {}

  public static void main(String[] args) throws IOException {
    FileExporter exporter = new FileExporter(FileSettings.in(Path.of(args[0])));
    do {
      exporter.export(List.of(Samples.span(2, Samples.generation())));
      System.out.println(exporter.currentFile());
    } while (System.in.read() >= 0);
  }
}
