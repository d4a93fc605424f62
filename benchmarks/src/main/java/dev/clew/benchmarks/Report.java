// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The results as Markdown, written to stdout as they arrive and to a file. */
final class Report {
  private final Path file;
  private final StringBuilder text = new StringBuilder();

  Report(Path file) {
    this.file = file;
  }

  void heading(String heading) throws IOException {
    line("");
    line("## " + heading);
    line("");
  }

  void paragraph(String paragraph) throws IOException {
    line(paragraph);
    line("");
  }

  void header(String... columns) throws IOException {
    row(columns);
    line("|" + "---|".repeat(columns.length));
  }

  void row(String... cells) throws IOException {
    line("| " + String.join(" | ", cells) + " |");
  }

  void row(List<String> cells) throws IOException {
    row(cells.toArray(String[]::new));
  }

  void line(String line) throws IOException {
    System.out.println(line);
    text.append(line).append('\n');
    Files.writeString(
        file, text); // completely each time, so that an aborted run leaves its results
  }

  Path file() {
    return file;
  }
}
