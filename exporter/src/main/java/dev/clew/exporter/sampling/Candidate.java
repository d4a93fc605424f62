// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record that waits for a decision, rendered once per content policy.
 *
 * @param forms the same record under each policy, at least one
 * @param bytes how much memory it keeps alive, by estimate
 */
public record Candidate(List<? extends ExportRecord> forms, long bytes) {
  /** The attribute that says for how many traces a span stands: one in this many of them. */
  public static final String RATIO = "clew.sampling.ratio";

  ExportRecord record() {
    return forms.get(0);
  }

  String traceId() {
    return record().traceId();
  }

  Candidate withRatio(double ratio) {
    if (!(record() instanceof SpanRecord)) {
      return this;
    }
    List<ExportRecord> marked = new ArrayList<>(forms.size());
    forms.forEach(form -> marked.add(marked((SpanRecord) form, ratio)));
    return new Candidate(marked, bytes);
  }

  private static SpanRecord marked(SpanRecord span, double ratio) {
    Map<String, Object> attributes = new LinkedHashMap<>(span.attributes());
    attributes.put(RATIO, ratio);
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        span.error(),
        span.groupId(),
        span.data(),
        attributes,
        span.events());
  }
}
