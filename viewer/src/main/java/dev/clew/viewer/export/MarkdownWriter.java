// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.analysis.WhyText;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;

/**
 * For pasting into a chat with a model: what happened, the tree, the first error, and the messages
 * of the calls, within a length that a model still reads.
 */
final class MarkdownWriter implements TraceWriter {

  private static final int MAX_TREE = 120;
  private static final int MAX_CALLS = 20;
  private static final int MAX_TEXT = 1500;
  private static final int MAX_STACK_LINES = 12;

  private final Writer out;

  MarkdownWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    TraceTree tree = new TraceTree(trace.spans());
    line("# Trace `" + inline(trace.row().name()) + "`");
    line("");
    for (String text : WhyText.of(trace.row(), trace.header(), tree, tree.end())) {
      line(text);
    }
    line("");
    line("## Tree");
    line("");
    StringBuilder drawn = new StringBuilder();
    tree(tree, drawn);
    block("", drawn.toString());
    firstError(tree, contents);
    calls(tree, contents);
  }

  private static void tree(TraceTree tree, StringBuilder drawn) {
    int count = 0;
    for (SpanRow span : tree.order()) {
      if (count++ == MAX_TREE) {
        drawn.append("… ").append(tree.order().size() - MAX_TREE).append(" more spans\n");
        return;
      }
      drawn.append("  ".repeat(Math.min(20, tree.depth(span))));
      drawn.append(span.failed() ? "✗ " : "");
      drawn.append(span.type().wire()).append(' ').append(span.name());
      drawn.append(' ').append(Format.duration(tree.duration(span)));
      Tokens tokens = span.tokens();
      if (tokens != null) {
        drawn.append(' ').append(tokens.input()).append('→').append(tokens.output());
      }
      if (span.preview() != null) {
        drawn.append("  ").append(span.preview());
      }
      if (span.error() != null) {
        drawn.append("  ").append(span.error().brief());
      }
      drawn.append('\n');
    }
  }

  private void firstError(TraceTree tree, Function<SpanRow, SpanContent> contents)
      throws IOException {
    SpanRow failed =
        tree.order().stream()
            .filter(span -> span.failed() && span.type() != SpanType.AGENT)
            .findFirst()
            .or(() -> tree.order().stream().filter(SpanRow::failed).findFirst())
            .orElse(null);
    if (failed == null) {
      return;
    }
    SpanContent content = contents.apply(failed);
    line("");
    line("## First error");
    line("");
    line(
        "`"
            + inline(failed.name())
            + "`: "
            + content.errorType()
            + ": "
            + cut(String.valueOf(content.errorMessage())));
    String stack = content.stackTrace();
    if (stack != null) {
      line("");
      block("", String.join("\n", stack.lines().limit(MAX_STACK_LINES).toList()));
    }
  }

  private void calls(TraceTree tree, Function<SpanRow, SpanContent> contents) throws IOException {
    List<SpanRow> calls =
        tree.order().stream()
            .filter(span -> span.type().isModelCall() || span.type() == SpanType.FUNCTION)
            .toList();
    line("");
    line("## Calls");
    for (SpanRow span : calls.subList(0, Math.min(MAX_CALLS, calls.size()))) {
      line("");
      line(
          "### "
              + span.type().label()
              + " `"
              + inline(span.name())
              + "` ("
              + span.status().wire()
              + ", "
              + Format.duration(tree.duration(span))
              + ")");
      line("");
      call(tree, span, contents.apply(span));
    }
    if (calls.size() > MAX_CALLS) {
      line("");
      line("… " + (calls.size() - MAX_CALLS) + " more calls");
    }
  }

  private void call(TraceTree tree, SpanRow span, SpanContent content) throws IOException {
    if (span.type() == SpanType.FUNCTION) {
      line("Arguments:");
      block("json", cut(String.valueOf(content.text("input"))));
      line("Result:");
      block("", cut(String.valueOf(content.text("output"))));
      return;
    }
    List<Message> input = content.input();
    // The rest was in the previous call.
    boolean first = tree.call(span) <= 1;
    for (Message message :
        first ? input : input.subList(Math.max(0, input.size() - 1), input.size())) {
      line("**" + inline(message.role()) + "**:");
      block("", cut(message.plain()));
    }
    for (Message message : content.output()) {
      line("**" + inline(message.role()) + "** (answer):");
      block("", cut(message.plain()));
    }
  }

  /** A fence longer than any run of backticks in the text. */
  private void block(String language, String text) throws IOException {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    line(fence + language);
    line(text.stripTrailing());
    line(fence);
  }

  private static String inline(String text) {
    return text.replace('`', '\'').replace('\n', ' ');
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT
        ? text.substring(0, MAX_TEXT) + "… [" + (text.length() - MAX_TEXT) + " more characters]"
        : text;
  }

  private void line(String text) throws IOException {
    out.write(text.replace('\u00a0', ' '));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
