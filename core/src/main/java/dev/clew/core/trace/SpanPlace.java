// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanType;

/** The position of a span in its trace, without its content. */
final class SpanPlace extends SilentSpan implements Position {
  private final long parentId;
  private final boolean top;
  private final Visibility visibility;
  private final String agents;

  SpanPlace(Position of, SpanType type, String name) {
    super(of.trace(), of.id(), type, name);
    this.parentId = of.parent();
    this.top = of.isTop();
    this.visibility = of.visibility();
    this.agents = of.agents();
  }

  @Override
  public long parent() {
    return parentId;
  }

  @Override
  public boolean isTop() {
    return top;
  }

  @Override
  public Visibility visibility() {
    return visibility;
  }

  @Override
  public String agents() {
    return agents;
  }
}
