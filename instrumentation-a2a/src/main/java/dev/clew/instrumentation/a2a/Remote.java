// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.ContextKey;
import io.a2a.spec.AgentCard;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of the agent that it is calling.
 *
 * @param ofFramework whether the call is all that a framework's agent does
 */
record Remote(Object client, @Nullable AgentCard card, boolean ofFramework) {
  static final ContextKey<Remote> KEY = ContextKey.named("a2a client");
}
