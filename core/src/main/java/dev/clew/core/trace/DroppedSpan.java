// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;

/** The no-op counterpart of {@link RecordingSpan}, for a trace that is full. */
final class DroppedSpan extends SilentSpan {
  DroppedSpan(TraceState trace, SpanType type, String name) {
    super(trace, HexId.random(), type, name);
  }
}
