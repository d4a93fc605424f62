// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.ContextKey;

/**
 * The choice of the agents that run next, left in the context while it is made: a model asked
 * meanwhile, directly or through a service, made it.
 */
public final class Decision {
  /** Where the decision being made is found. */
  public static final ContextKey<Decision> KEY = ContextKey.named("decision");

  private volatile boolean byModel;

  void askedModel() {
    byModel = true;
  }

  /** Returns the wire value of {@code decided_by}. */
  public String decidedBy() {
    return byModel ? Handoff.BY_MODEL : Handoff.BY_WORKFLOW;
  }
}
