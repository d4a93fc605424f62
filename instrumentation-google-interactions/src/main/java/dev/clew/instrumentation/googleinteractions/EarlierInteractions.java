// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.trace.Span;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of the last interactions, by their ids: the next one names the one that it continues.
 *
 * <p>Bounded to a thousand; beyond that the oldest is dropped, and what continues it begins a trace
 * of its own. The lock is held for single map operations.
 */
final class EarlierInteractions {
  static final int MAX = 1_000;

  /** Guarded by this. */
  private final Map<String, Span> byId = new LinkedHashMap<>();

  synchronized void add(String id, Span span) {
    byId.put(id, span);
    if (byId.size() > MAX) {
      Iterator<Span> oldest = byId.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized @Nullable Span find(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }
}
