// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/** Another tracer in the application, consulted when a trace is about to start. */
@FunctionalInterface
public interface ParentSource {
  /** Returns that tracer's current span on this thread, or null. */
  @Nullable RemoteParent current();
}
