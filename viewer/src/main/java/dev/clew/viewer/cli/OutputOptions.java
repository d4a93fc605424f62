// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** Options for the format of the output. */
final class OutputOptions {

  /** When to use colours. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(names = "--json", description = "Print JSON in the REST API's format.")
  boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "AUTO",
      description = "auto (only on a terminal), always or never.")
  Colour colour = Colour.AUTO;

  Terminal terminal() {
    boolean on =
        colour == Colour.ALWAYS
            || (colour == Colour.AUTO
                && Terminal.isInteractive()
                && System.getenv("NO_COLOR") == null);
    return new Terminal(on && !json);
  }

  static void print(PrintWriter out, JsonNode node) {
    try {
      out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
