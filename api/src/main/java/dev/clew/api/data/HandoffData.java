// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * A transfer of control from one agent to another.
 *
 * @param decidedBy {@code model} if a model chose the target, {@code workflow} if the program's
 *     topology did, null if unknown
 */
public record HandoffData(
    @Nullable String fromAgent, @Nullable String toAgent, @Nullable String decidedBy)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.HANDOFF;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
