// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV by RFC 4180. */
final class CsvReader {

  private final Reader in;
  private int peeked = -2;

  CsvReader(Reader in) {
    this.in = in;
  }

  /** The next row, or null at the end. */
  @Nullable List<String> next() throws IOException {
    if (peek() < 0) {
      return null;
    }
    List<String> row = new ArrayList<>();
    do {
      row.add(cell());
    } while (take() == ',');
    return row;
  }

  /** Consumes the character after the cell. A line end counts as one. */
  private String cell() throws IOException {
    StringBuilder cell = new StringBuilder();
    boolean quoted = peek() == '"';
    if (quoted) {
      take();
    }
    while (peek() >= 0) {
      int c = peek();
      if (quoted && c == '"') {
        take();
        if (peek() != '"') {
          quoted = false;
          continue;
        }
      } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        break;
      }
      cell.append((char) take());
    }
    if (peek() == '\r') {
      take();
    }
    return cell.toString();
  }

  private int peek() throws IOException {
    if (peeked == -2) {
      peeked = in.read();
    }
    return peeked;
  }

  private int take() throws IOException {
    int c = peek();
    peeked = -2;
    return c;
  }
}
