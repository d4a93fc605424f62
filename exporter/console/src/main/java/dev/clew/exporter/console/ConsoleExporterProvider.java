// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** Creates the exporter {@code console}, which prints trees on stderr. */
public final class ConsoleExporterProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "console";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  /** It only ever waits for the terminal, and an interrupt does not shorten that. */
  @Override
  public boolean limitsCallTime() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    Map<String, String> environment = System.getenv();
    ConsoleSettings console =
        ConsoleSettings.forStandardError(Terminal.wantsColours(environment), environment);
    return new ConsoleExporter(
        console,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, console.charset()));
  }
}
