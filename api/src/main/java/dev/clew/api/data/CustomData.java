// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work of any other kind. */
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
