// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check of a model's input or output.
 *
 * @param triggered true if the check rejected the content
 */
public record GuardrailData(String name, boolean triggered, Map<String, @Nullable Object> details)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.GUARDRAIL;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }

  @Override
  public GuardrailData enrichedWith(SpanData inner) {
    if (!(inner instanceof GuardrailData other)) {
      return this;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(other.details);
    all.putAll(details);
    return new GuardrailData(name, triggered, all);
  }
}
