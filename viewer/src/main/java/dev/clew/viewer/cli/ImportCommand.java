// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.Importer;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.store.TraceStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports files: json, jsonl, csv, otlp (JSON) or openai, also gzipped.",
      "Records that are already in the store are not duplicated."
    })
final class ImportCommand implements Callable<Integer> {

  private static final int TEXT_AT_ONCE = 1000;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to import.")
  List<Path> files = List.of();

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    boolean clean = true;
    try (TraceStore store = stores.open()) {
      for (Path file : files) {
        clean &= one(store, file);
      }
      while (store.indexText(TEXT_AT_ONCE) > 0) {
        // Until all text is indexed.
        Thread.onSpinWait();
      }
    }
    return clean ? 0 : Main.FAILED;
  }

  private boolean one(TraceStore store, Path file) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ProgressBar progress = new ProgressBar(err, "Importing");
    try (InputStream in = new Counted(Files.newInputStream(file), Files.size(file), progress)) {
      Importer.Result result = new Importer(store).read(in);
      progress.done();
      if (output.json) {
        OutputOptions.print(out, json(file, result));
      } else {
        out.println(
            file
                + ": "
                + result.format()
                + ", "
                + Format.plural(result.traces(), "trace")
                + ", "
                + Format.plural(result.spans(), "span")
                + ", "
                + Format.number(result.newSpans())
                + " of them new");
      }
      result.problems().forEach(problem -> err.println("clew: skipped: " + Terminal.safe(problem)));
      if (result.rejected() > result.problems().size()) {
        err.println("clew: skipped in total: " + Format.number(result.rejected()));
      }
      return result.rejected() == 0;
    } catch (NoSuchFileException e) {
      throw new Failures.CommandFailed(Main.FAILED, "there is no file " + file);
    } catch (RecordException e) {
      throw new Failures.CommandFailed(Main.FAILED, file + ": " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new Failures.CommandFailed(
          Main.FAILED,
          file
              + " is not JSON from line "
              + e.getLocation().getLineNr()
              + " on; everything before"
              + " it was imported");
    }
  }

  private static ObjectNode json(Path file, Importer.Result result) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("file", file.toString()).put("format", result.format());
    json.put("traces", result.traces()).put("spans", result.spans());
    json.put("newSpans", result.newSpans()).put("rejected", result.rejected());
    var problems = json.putArray("problems");
    result.problems().forEach(problems::add);
    return json;
  }

  /** Reports how much has been read. */
  private static final class Counted extends FilterInputStream {

    private final long total;
    private final ProgressBar progress;
    private long done;

    Counted(InputStream in, long total, ProgressBar progress) {
      super(in);
      this.total = total;
      this.progress = progress;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      done += Math.max(0, count);
      progress.at(done, total);
      return count;
    }
  }
}
