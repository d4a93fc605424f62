// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.ContextKey;

/**
 * The choice of the next agents, kept in the context while it is made. If a model is called
 * meanwhile, directly or through a service, the model made the decision.
 */
public final class Decision {
  /** The context key of the pending decision. */
  public static final ContextKey<Decision> KEY = ContextKey.named("decision");

  private volatile boolean byModel;

  void recordModelCall() {
    byModel = true;
  }

  /** Returns the wire value of {@code decided_by}. */
  public String decidedBy() {
    return byModel ? Handoff.BY_MODEL : Handoff.BY_WORKFLOW;
  }
}
