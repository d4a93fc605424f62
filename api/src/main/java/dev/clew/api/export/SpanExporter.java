// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.util.List;

/**
 * Sends records to a destination.
 *
 * <p>Called by one thread at a time, never an application thread. If {@link #export} throws, this
 * exporter loses the batch and the loss is counted; other exporters are not affected.
 */
public interface SpanExporter extends AutoCloseable {
  /** Returns the name that selects the exporter and appears in reports. */
  String name();

  /** Delivers a batch, in the order in which the spans ended. */
  void export(List<ExportRecord> batch) throws IOException;

  /** Flushes buffers, so that everything delivered so far has left the process. */
  default void flush() throws IOException {}

  /** Releases files and connections; called once, after the last batch. */
  @Override
  default void close() throws IOException {}
}
