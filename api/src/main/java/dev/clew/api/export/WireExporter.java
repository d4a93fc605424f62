// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.io.IOException;
import java.util.List;

/**
 * Sends records over a network, in a form that can be spooled to disk.
 *
 * <p>What such an exporter cannot deliver is kept in a folder as the bytes {@link #encode}
 * produced, and sent later, possibly by another JVM. The bytes therefore hold everything about the
 * records and no secret: addresses, headers and keys belong in {@link #send}.
 *
 * <p>Each method is called by one thread at a time, never an application thread. There are two
 * exceptions: {@code encode} may be called while {@code send} waits, to save batches to disk that
 * would otherwise be lost, and by several threads at once where {@link #encodesConcurrently} allows
 * it. {@code send} should throw an {@link ExportException}, which says whether a retry makes sense.
 * Anything {@code encode} throws is blamed on a record, and the other records are encoded without
 * it.
 */
public interface WireExporter extends SpanExporter {
  /** Turns a batch into one request body, without any I/O. */
  byte[] encode(List<ExportRecord> batch) throws IOException;

  /** Returns whether {@link #encode} may be called by several threads at once. */
  default boolean encodesConcurrently() {
    return false;
  }

  /**
   * Sends bytes that {@link #encode} produced, in this JVM or an earlier one, and waits for the
   * answer.
   */
  void send(byte[] encoded) throws IOException;

  /**
   * Returns the name and version of the format that {@link #encode} produces, such as {@code
   * otlp-proto-1}: lower-case letters, digits, dots and hyphens. Bytes in another format are never
   * sent.
   */
  String wireFormat();

  @Override
  default void export(List<ExportRecord> batch) throws IOException {
    send(encode(batch));
  }
}
