// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import dev.clew.api.export.ExportException;

/** Carries request bodies to a receiver, one attempt each. */
public interface OtlpTransport extends AutoCloseable {
  /** Sends a body and returns what was not taken of it; throws if nothing was. */
  PartialSuccess send(byte[] body) throws ExportException;

  /** Returns a line that names the receiver and holds no secret. */
  String said(String what);

  @Override
  default void close() {}
}
