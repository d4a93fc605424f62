// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

/** What was deleted, and the size of the store before and after. */
public record PruneResult(long traces, long spans, long bytesBefore, long bytesAfter) {}
