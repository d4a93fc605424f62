// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.util.List;

/**
 * The state of a store.
 *
 * @param kind such as {@code sqlite}
 * @param path its location, empty for memory
 * @param oldest start of the oldest trace, nanoseconds since 1970; 0 if there is none
 * @param textPending spans that are not in the full-text index yet
 */
public record StoreStatistics(
    String kind,
    String path,
    String schemaVersion,
    long bytes,
    long traces,
    long spans,
    long running,
    long oldest,
    long newest,
    long revision,
    long textPending,
    ContentState content,
    List<String> priceSources,
    List<String> unpricedModels) {

  /** Spans whose content is incomplete. */
  public record ContentState(long redacted, long truncated, long dropped, long withheld) {}
}
