// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

/**
 * An alert began or ended.
 *
 * @param id the same for each attempt to tell of it
 * @param firing false if it is over
 * @param value of the metric then
 */
public record AlertEvent(
    String id, String rule, long millis, boolean firing, double value, String text) {}
