// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.TraceStore;
import java.util.List;
import java.util.Optional;

/** A span that failed with an error, and its record. */
public record ErrorSample(SpanRow span, SpanContent content) {

  /**
   * Finds the latest one.
   *
   * @param rows traces that have the error
   * @param id of the error, see {@link ErrorGroup#id}
   */
  public static Optional<ErrorSample> find(TraceStore store, List<TraceRow> rows, String id) {
    for (TraceRow row : rows) {
      Optional<ErrorSample> sample =
          store
              .trace(row.id())
              .flatMap(trace -> TraceDigest.spanWithError(trace.spans(), id))
              .flatMap(
                  span ->
                      store
                          .payload(row.id(), span.id())
                          .map(payload -> new ErrorSample(span, SpanContent.of(payload))));
      if (sample.isPresent()) {
        return sample;
      }
    }
    return Optional.empty();
  }
}
