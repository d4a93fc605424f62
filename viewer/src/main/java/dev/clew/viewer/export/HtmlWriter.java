// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.analysis.Finding;
import dev.clew.viewer.analysis.Findings;
import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One self-contained page: no scripts, no requests (its content security policy forbids both), all
 * text of a trace escaped. Bars are SVG, because a policy without inline styles rules out
 * positioning by style.
 */
final class HtmlWriter implements TraceWriter {

  private static final int MAX_CONTENT_SPANS = 2000;

  private final Writer out;

  HtmlWriter(Writer out) throws IOException {
    this.out = out;
    String style = resource("export.css");
    out.write(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " style-src 'sha256-"
            + StyleHash.of(style)
            + "'\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width\">\n"
            + "<title>Clew traces</title>\n<style>"
            + style
            + "</style></head><body>\n");
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    TraceTree tree = new TraceTree(trace.spans());
    out.write("<main><h1>");
    text(trace.row().name());
    out.write("</h1><p class=\"sub\">");
    text(summary(trace, tree));
    out.write("</p>\n<ul class=\"findings\">");
    for (Finding finding : Findings.of(tree, trace.header(), tree.end())) {
      out.write("<li class=\"" + finding.severity().wire() + "\">");
      text(finding.sentence());
      out.write("</li>");
    }
    out.write("</ul>\n");
    labelled("Input", trace.row().input());
    labelled("Output", trace.row().output());
    out.write("<h2>Spans</h2>\n");
    int count = 0;
    for (SpanRow span : tree.order()) {
      span(tree, span, count++ < MAX_CONTENT_SPANS ? contents.apply(span) : null);
    }
    out.write("</main>\n");
  }

  private static String summary(StoredTrace trace, TraceTree tree) {
    Tokens tokens = trace.row().tokens();
    return trace.row().status().wire()
        + ", "
        + Format.duration(trace.row().durationNanos())
        + ", "
        + Format.plural(tree.order().size(), "span")
        + (tokens == null
            ? ""
            : ", "
                + Format.tokens(tokens.input())
                + " → "
                + Format.tokens(tokens.output())
                + " tokens")
        + (trace.row().cost() == null ? "" : ", " + Format.cost(trace.row().cost().total()))
        + ", started "
        + TraceRecords.iso(trace.row().startNanos())
        + ", id "
        + trace.row().id();
  }

  private void span(TraceTree tree, SpanRow span, @Nullable SpanContent content)
      throws IOException {
    out.write("<details class=\"span d" + Math.min(12, tree.depth(span)) + "\"><summary>");
    out.write("<span class=\"n " + (span.failed() ? "bad" : "") + "\">");
    text(span.type().label() + " " + span.name());
    out.write("</span><span class=\"p\">");
    text(
        span.error() != null ? span.error().brief() : span.preview() == null ? "" : span.preview());
    out.write("</span><span class=\"t\">");
    text(Format.duration(tree.duration(span)));
    out.write("</span>");
    bar(tree, span);
    out.write("</summary>\n");
    if (content != null) {
      content(span, content);
    }
    out.write("</details>\n");
  }

  private void bar(TraceTree tree, SpanRow span) throws IOException {
    double whole = Math.max(1, tree.duration());
    double x = (span.startNanos() - tree.start()) / whole * 200;
    double width = Math.max(0.8, tree.duration(span) / whole * 200);
    out.write(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 200 10\" width=\"200\" height=\"10\" aria-hidden=\"true\">"
                + "<rect class=\"%s\" x=\"%.2f\" y=\"2\" width=\"%.2f\" height=\"6\"/></svg>",
            span.failed() ? "bad" : span.type().wire(),
            x,
            width));
  }

  private void content(SpanRow span, SpanContent content) throws IOException {
    if (span.type().isModelCall()) {
      messages(content.input());
      messages(content.output());
    } else {
      labelled("Input", content.text(span.type().wire().equals("agent") ? "inputs" : "input"));
      labelled("Output", content.text("output"));
    }
    String error = content.errorType();
    if (error != null) {
      String stack = content.stackTrace();
      labelled(
          "Error", error + ": " + content.errorMessage() + (stack == null ? "" : "\n" + stack));
    }
  }

  private void messages(List<Message> messages) throws IOException {
    for (Message message : messages) {
      labelled(message.role(), message.plain());
    }
  }

  private void labelled(String label, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      out.write("<div class=\"m\"><b>");
      text(label);
      out.write("</b><pre>");
      text(text);
      out.write("</pre></div>\n");
    }
  }

  /** No text of a trace is ever markup. Control characters become visible symbols. */
  private void text(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '&' -> out.write("&amp;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> out.write(Printable.of(c));
      }
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    out.write("</body></html>\n");
    out.flush();
  }
}
