// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.export.ExportFormat;
import dev.clew.viewer.export.TraceExport;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes traces to a file: the given ones, or all that match.")
final class ExportCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "TRACE", arity = "0..*", description = "Trace ids or prefixes of them.")
  List<String> ids = List.of();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "json, jsonl, csv, parquet (for data frames), otlp, openai, html (opens offline) or markdown (for a chat).")
  ExportFormat format = ExportFormat.JSONL;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Output file; default: standard output.")
  @Nullable Path file;

  @Option(names = "--force", description = "Overwrite the file if it exists.")
  boolean force;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (format.isBinary() && file == null) {
      throw new Failures.CommandFailed(
          Main.USAGE, format.wire() + " is not text; name a file with --output");
    }
    try (TraceStore store = stores.openCurrent(err)) {
      Selection selection = filters.selection(store);
      if (!ids.isEmpty()) {
        Set<String> full = new HashSet<>();
        for (String id : ids) {
          TraceArgument argument = new TraceArgument();
          argument.trace = id;
          full.add(argument.find(store).row().id());
        }
        selection = selection.among(full);
      }
      long total = store.count(selection);
      if (total == 0) {
        throw new Failures.CommandFailed(Main.NOTHING_FOUND, "no trace matches");
      }
      if (total > format.maxTraces()) {
        throw new Failures.CommandFailed(
            Main.USAGE,
            format.wire() + " is limited to " + format.maxTraces() + " traces; these are " + total);
      }
      ProgressBar progress = new ProgressBar(err, "Exporting");
      Path to = file;
      try (OutputStream out = to == null ? standardOutput() : open(to)) {
        new TraceExport(store, format).write(selection, out, done -> progress.at(done, total));
      }
      progress.done();
      return 0;
    }
  }

  private OutputStream standardOutput() {
    PrintWriter out = spec.commandLine().getOut();
    return new WriterStream(out);
  }

  private OutputStream open(Path to) throws IOException {
    OpenOption[] options =
        force
            ? new OpenOption[] {
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE
            }
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try {
      return new BufferedOutputStream(Files.newOutputStream(to, options), 1 << 16);
    } catch (FileAlreadyExistsException e) {
      throw new Failures.CommandFailed(Main.FAILED, to + " already exists; see --force");
    }
  }
}
