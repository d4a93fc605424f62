// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.StoredTrace;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;

/**
 * Writes traces one after the other. Closing writes the end and flushes; it leaves the stream open.
 */
interface TraceWriter extends Closeable {

  /**
   * Writes one trace.
   *
   * @param contents reads the record of a span of the trace
   */
  void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException;
}
