// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a session with a model, as a framework sees them.
 *
 * <p>In a session the provider may begin to speak by itself, on a thread of the connection, so that
 * no context leads from the framework's span to what its client sees. The framework leaves this in
 * the context while it connects.
 */
public interface SessionTurns {
  ContextKey<SessionTurns> KEY = ContextKey.named("session turns");

  /** Returns the framework's span for the turn that is beginning, or null if it has none. */
  @Nullable Span begin();
}
