// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a span until its trace is printed: a few short strings, however large its
 * content.
 */
record SpanLine(
    String spanId,
    @Nullable String parentId,
    long startEpochNanos,
    long durationNanos,
    @Nullable Long firstChunkNanos,
    SpanStatus status,
    String type,
    String title,
    String detail,
    @Nullable String error,
    @Nullable Usage usage,
    Dollars cost) {}
