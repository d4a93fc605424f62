// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Token counts in the ingest's format: two of them by name, all others as details. */
final class IngestUsage {
  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  private IngestUsage() {}

  /**
   * Returns null if nothing is known, or if {@code strict} and one of the two counts is missing.
   */
  static @Nullable Map<String, @Nullable Object> of(
      GenerationData data, SpanRecord span, boolean strict) {
    Usage usage = data.usage();
    if (usage == null || (strict && (usage.input() == null || usage.output() == null))) {
      return null;
    }
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    counts.put("input_tokens", usage.input());
    counts.put("output_tokens", usage.output());
    counts.put("details", details(data, usage, span));
    return counts;
  }

  private static Map<String, Object> details(GenerationData data, Usage usage, SpanRecord span) {
    Map<String, Object> details = new LinkedHashMap<>();
    putIfKnown(details, "total_tokens", usage.total());
    putIfKnown(details, "cached_input_tokens", usage.cachedInput());
    putIfKnown(details, "cache_write_input_tokens", usage.cacheWriteInput());
    putIfKnown(details, "reasoning_tokens", usage.reasoning());
    putIfKnown(details, "audio_input_tokens", usage.audioInput());
    putIfKnown(details, "audio_output_tokens", usage.audioOutput());
    putIfKnown(details, "estimated", usage.estimated() ? true : null);
    putIfKnown(details, "response_id", data.responseId());
    Long firstChunk = span.firstChunkEpochNanos();
    putIfKnown(
        details,
        "time_to_first_chunk_ms",
        firstChunk == null ? null : (firstChunk - span.startEpochNanos()) / NANOS_PER_MILLISECOND);
    return details;
  }

  private static void putIfKnown(Map<String, Object> details, String key, @Nullable Object value) {
    if (value != null) {
      details.put(key, value);
    }
  }
}
