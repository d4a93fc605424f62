// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

/** One thing that arrived. */
public sealed interface TraceRecord {

  /**
   * A span, ended or open.
   *
   * @param payload the record in the trace-file format, UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying megabytes would be expensive.
  record SpanReceived(SpanRow row, byte[] payload) implements TraceRecord {}

  record TraceReceived(TraceHeader header) implements TraceRecord {}

  record JvmReceived(JvmSample.Jvm jvm) implements TraceRecord {}
}
