// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/**
 * A moment within a span.
 *
 * @param epochNanos when, in nanoseconds since 1970
 */
public record SpanEvent(String name, long epochNanos, @Nullable String detail) {}
