// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/** What exporters receive: spans and, after its root span, the trace. Immutable. */
public sealed interface ExportRecord permits SpanRecord, TraceRecord {
  /** Returns 32 hexadecimal digits. */
  String traceId();
}
