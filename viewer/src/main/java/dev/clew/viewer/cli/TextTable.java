// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns; figures to the right, names to the left and cut if they are long. */
final class TextTable {

  private static final int MAX_WIDTH = 48;

  private final List<String> heads;
  private final boolean[] left;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param heads a leading {@code <} means that a column is a name
   */
  TextTable(String... heads) {
    this.heads = new ArrayList<>();
    left = new boolean[heads.length];
    for (int i = 0; i < heads.length; i++) {
      left[i] = heads[i].startsWith("<");
      this.heads.add(left[i] ? heads[i].substring(1) : heads[i]);
    }
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out, Terminal terminal) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = heads.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Math.min(MAX_WIDTH, width(row.get(i))));
      }
    }
    out.println(terminal.dim(line(heads, widths)));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static int width(String text) {
    String line = Terminal.safe(text);
    return line.codePointCount(0, line.length());
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Terminal.fit(cells.get(i), widths[i]);
      line.append(i == 0 ? "" : "  ");
      line.append(
          left[i]
              ? cell
              : " ".repeat(widths[i] - cell.stripTrailing().length()) + cell.stripTrailing());
    }
    return line.toString().stripTrailing();
  }
}
