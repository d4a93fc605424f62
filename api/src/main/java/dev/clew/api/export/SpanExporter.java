// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.util.List;

/**
 * Sends records somewhere.
 *
 * <p>Called by one thread at a time, never an application thread. What it throws costs this
 * exporter the batch and is counted; other exporters are not affected.
 */
public interface SpanExporter extends AutoCloseable {
  /** Returns the name under which the exporter is chosen and reported. */
  String name();

  /** Delivers a batch, in the order in which the spans ended. */
  void export(List<ExportRecord> batch) throws IOException;

  /** Makes sure that what was delivered is not only in a buffer. */
  default void flush() throws IOException {}

  /** Releases files and connections; called once, after the last batch. */
  @Override
  default void close() throws IOException {}
}
