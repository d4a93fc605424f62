// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.Samples;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans that took a second and had their first chunk after a quarter of it. */
public final class MeasuredSpans {
  private static final long SECOND = 1_000_000_000L;

  private MeasuredSpans() {}

  public static SpanRecord ok(SpanData data) {
    return span("a span", data, SpanStatus.OK, null, Map.of());
  }

  public static SpanRecord failed(SpanData data, @Nullable ErrorRecord error) {
    return span("a span", data, SpanStatus.ERROR, error, Map.of());
  }

  public static SpanRecord priced(SpanData data, Map<String, Object> attributes) {
    return span("a span", data, SpanStatus.OK, null, attributes);
  }

  static SpanRecord span(
      String name,
      SpanData data,
      SpanStatus status,
      @Nullable ErrorRecord error,
      Map<String, Object> attributes) {
    return new SpanRecord(
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        null,
        name,
        Samples.START,
        Samples.START + SECOND,
        Samples.START + SECOND / 4,
        status,
        error,
        null,
        data,
        attributes,
        List.of());
  }

  public static GenerationData call(@Nullable Usage usage) {
    return call("gpt-4o-mini", usage);
  }

  public static GenerationData call(String model, @Nullable Usage usage) {
    return new GenerationData.Builder()
        .provider("openai")
        .requestModel(model)
        .responseModel(model + "-2024-07-18")
        .streamed(true)
        .usage(usage)
        .build();
  }
}
