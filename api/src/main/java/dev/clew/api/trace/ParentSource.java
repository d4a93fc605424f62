// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/** Another tracer of the application, asked when a trace is about to begin. */
@FunctionalInterface
public interface ParentSource {
  /** Returns the span that the other tracer has in progress on this thread, or null. */
  @Nullable RemoteParent current();
}
