// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.SpanDetailJson;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one trace as a tree, or one of its spans with its content.")
final class ShowCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin TraceArgument trace = new TraceArgument();
  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--span", paramLabel = "ID", description = "Show this span with its content.")
  @Nullable String span;

  @Option(names = "--raw", description = "With --span: the record as it was received.")
  boolean raw;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      StoredTrace found = trace.find(store);
      String wanted = span;
      if (wanted != null) {
        span(out, store, found, wanted);
      } else if (output.json) {
        OutputOptions.print(
            out,
            Json.tree(
                json ->
                    TraceJson.writeDetail(
                        json, new LoadedTrace(found), Clock.systemUTC().millis() * 1_000_000)));
      } else {
        tree(out, found);
      }
      return 0;
    }
  }

  private void tree(PrintWriter out, StoredTrace found) {
    Terminal terminal = output.terminal();
    TraceTree tree = new TraceTree(found.spans());
    out.println(
        terminal.bold(Terminal.safe(found.row().name()))
            + "  "
            + found.row().id()
            + "  "
            + terminal.status(found.row().status())
            + "  "
            + Terminal.safe(Format.duration(found.row().durationNanos())));
    for (SpanRow each : tree.order()) {
      Tokens tokens = each.tokens();
      String name =
          "  ".repeat(Math.min(30, tree.depth(each))) + each.type().wire() + " " + each.name();
      String fitted = Terminal.fit(name, 60);
      String after =
          each.error() != null
              ? terminal.red(Terminal.fit(each.error().brief(), 60).stripTrailing())
              : each.preview() == null
                  ? ""
                  : terminal.dim(Terminal.fit(each.preview(), 60).stripTrailing());
      out.println(
          String.format(
              "%s  %s %10s  %13s  %s",
              each.idText(),
              each.failed() ? terminal.red(fitted) : fitted,
              each.isOpen() ? "runs" : Terminal.safe(Format.duration(tree.duration(each))),
              tokens == null ? "" : tokens.input() + " → " + tokens.output(),
              after));
    }
  }

  private void span(PrintWriter out, TraceStore store, StoredTrace found, String wanted) {
    String id = wanted.toLowerCase(Locale.ROOT);
    Failures.CommandFailed none =
        new Failures.CommandFailed(Main.NOTHING_FOUND, "the trace has no span " + wanted);
    if (!Ids.isHex(id, 16)) {
      throw none;
    }
    SpanContent content =
        store.payload(found.row().id(), Ids.span(id)).map(SpanContent::of).orElseThrow(() -> none);
    if (raw) {
      OutputOptions.print(out, content.record());
    } else if (output.json) {
      OutputOptions.print(
          out, new SpanDetailJson(store, new LoadedTrace(found)).span(id).orElseThrow(() -> none));
    } else {
      text(out, content);
    }
  }

  private void text(PrintWriter out, SpanContent content) {
    Terminal terminal = output.terminal();
    JsonNode name = content.clew().get("name");
    out.println(
        terminal.bold(
            content.type().label() + " " + Terminal.safe(name == null ? "" : name.asText())));
    if (content.type().isModelCall()) {
      content.input().forEach(message -> message(out, terminal, message));
      out.println(terminal.dim("answer:"));
      content.output().forEach(message -> message(out, terminal, message));
    } else {
      labelled(out, terminal, "input", content.text("input"));
      labelled(out, terminal, "inputs", content.text("inputs"));
      labelled(out, terminal, "output", content.text("output"));
    }
    if (content.errorType() != null) {
      out.println(terminal.red(Terminal.safe(content.errorType() + ": " + content.errorMessage())));
      labelled(out, terminal, "stack trace", content.stackTrace());
    }
  }

  private static void message(PrintWriter out, Terminal terminal, Message message) {
    labelled(out, terminal, message.role(), message.plain());
  }

  private static void labelled(
      PrintWriter out, Terminal terminal, String label, @Nullable String text) {
    if (text != null) {
      out.println(terminal.dim(Terminal.safe(label) + ":"));
      text.lines().forEach(line -> out.println("  " + Terminal.safe(line)));
    }
  }
}
