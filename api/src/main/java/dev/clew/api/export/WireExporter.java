// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.util.List;

/**
 * Sends records over a network, in a form that can wait on disk.
 *
 * <p>What such an exporter cannot deliver is kept in a folder as the bytes that {@link #encode}
 * made, and sent later, perhaps by another JVM. So the bytes hold all that is to be said about the
 * records, and nothing that is secret: addresses, headers and keys belong into {@link #send}.
 *
 * <p>Each method is called by one thread at a time, never an application thread; {@code encode} may
 * be called while {@code send} waits, to put batches on disk that would otherwise be lost, and by
 * several threads at once where {@link #encodesConcurrently} allows it. What {@code send} throws
 * should be an {@link ExportException}, which says whether another attempt makes sense; whatever
 * {@code encode} throws is taken for the fault of a record, and the others are encoded without it.
 */
public interface WireExporter extends SpanExporter {
  /** Turns a batch into one request body, without any I/O. */
  byte[] encode(List<ExportRecord> batch) throws IOException;

  /** Returns whether {@link #encode} may be called by several threads at once. */
  default boolean encodesConcurrently() {
    return false;
  }

  /** Sends what {@link #encode} made, here or in an earlier JVM, and waits for the answer. */
  void send(byte[] encoded) throws IOException;

  /**
   * Returns the name and version of what {@link #encode} makes, such as {@code otlp-proto-1}: lower
   * case letters, digits, dots and hyphens. Bytes of another format are never sent.
   */
  String wireFormat();

  @Override
  default void export(List<ExportRecord> batch) throws IOException {
    send(encode(batch));
  }
}
