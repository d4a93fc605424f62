// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.util.Set;

/**
 * The result of a write.
 *
 * @param newSpans not known before
 * @param changedSpans known before, and different now
 * @param revision of the store afterwards
 */
public record WriteResult(
    int newSpans, int changedSpans, Set<String> changedTraces, long revision) {}
