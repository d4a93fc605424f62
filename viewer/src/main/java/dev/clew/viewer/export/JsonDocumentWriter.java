// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/** One JSON document: {@code {"format":"clew","traces":[{"trace":…,"spans":[…]}]}}. */
final class JsonDocumentWriter implements TraceWriter {

  private final Writer out;
  private String separator = "\n";

  JsonDocumentWriter(Writer out) throws IOException {
    this.out = out;
    out.write("{\"format\":\"clew\",\"version\":1,\"traces\":[");
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    out.write(separator);
    separator = ",\n";
    out.write("{\"trace\":");
    out.write(TraceRecords.trace(trace.row()).toString());
    out.write(",\"spans\":[");
    String comma = "\n";
    for (SpanRow span : trace.spans()) {
      out.write(comma);
      comma = ",\n";
      out.write(contents.apply(span).record().toString());
    }
    out.write("]}");
  }

  @Override
  public void close() throws IOException {
    out.write("\n]}\n");
    out.flush();
  }
}
