// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads a comma-separated resource beside this class; the first line names the columns. */
final class Csv {
  private Csv() {}

  static List<List<String>> rows(String resource) {
    try (InputStream in = Csv.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
