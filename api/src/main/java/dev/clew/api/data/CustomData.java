// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work that none of the other types describes. */
public record CustomData(String name, Map<String, @Nullable Object> data) implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.CUSTOM;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
