// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.time.Duration;
import java.util.Map;

/** Recognises the traces that are kept regardless of the ratio. */
final class SamplingRules {
  /** The cost of a span, added when it was rendered. */
  private static final String COST = "clew.cost.total";

  private static final String METADATA = "metadata.";

  private final SamplingSettings settings;

  SamplingRules(SamplingSettings settings) {
    this.settings = settings;
  }

  /** Returns what {@code record} adds to the cost of its trace: only model calls, no sums. */
  double cost(ExportRecord record) {
    if (record instanceof SpanRecord span
        && span.data().type() != SpanType.AGENT
        && span.attributes().get(COST) instanceof Double cost) {
      return cost;
    }
    return 0;
  }

  /** Returns whether {@code record}, or the cost of its trace so far, matches a rule. */
  boolean keep(ExportRecord record, double cost) {
    Double limit = settings.costlierThan();
    if (limit != null && cost > limit) {
      return true;
    }
    if (record instanceof SpanRecord span) {
      return failed(span.status()) || slow(span.durationNanos()) || marked(span);
    }
    TraceRecord trace = (TraceRecord) record;
    return failed(trace.status())
        || slow(trace.endEpochNanos() - trace.startEpochNanos())
        || marked(trace);
  }

  private boolean failed(SpanStatus status) {
    return settings.errors() && status == SpanStatus.ERROR;
  }

  private boolean slow(long nanos) {
    Duration limit = settings.slowerThan();
    return limit != null && nanos > limit.toNanos();
  }

  private boolean marked(SpanRecord span) {
    for (Map.Entry<String, String> rule : settings.attributes().entrySet()) {
      Object value = span.attributes().get(rule.getKey());
      if (value != null && rule.getValue().equals(value.toString())) {
        return true;
      }
    }
    return false;
  }

  private boolean marked(TraceRecord trace) {
    for (Map.Entry<String, String> rule : settings.attributes().entrySet()) {
      String key = rule.getKey();
      if (key.startsWith(METADATA)
          && rule.getValue().equals(trace.metadata().get(key.substring(METADATA.length())))) {
        return true;
      }
    }
    return false;
  }
}
