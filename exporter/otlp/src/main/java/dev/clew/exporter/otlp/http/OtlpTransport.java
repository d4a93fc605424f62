// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.api.export.ExportException;

/** Sends request bodies to a receiver, one attempt each. */
public interface OtlpTransport extends AutoCloseable {
  /** Sends a body and returns what the receiver rejected of it; throws if it accepted nothing. */
  PartialSuccess send(byte[] body) throws ExportException;

  /** Returns a line that names the receiver and holds no secret. */
  String said(String what);

  @Override
  default void close() {}
}
