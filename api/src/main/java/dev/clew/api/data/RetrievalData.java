// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One search for documents.
 *
 * @param documents what was found, each with {@code text}, {@code score} and {@code source} where
 *     known
 */
public record RetrievalData(
    @Nullable String source,
    @Nullable String query,
    @Nullable Integer topK,
    List<Map<String, @Nullable Object>> documents)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.RETRIEVAL;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
