// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/** The trace-file format: one record per line, spans first. */
final class JsonLinesWriter implements TraceWriter {

  private final Writer out;

  JsonLinesWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    for (SpanRow span : trace.spans()) {
      out.write(contents.apply(span).record().toString());
      out.write('\n');
    }
    out.write(TraceRecords.trace(trace.row()).toString());
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
