// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.data.SpanData;
import dev.clew.exporter.sampling.TraceCondition;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants to see.
 *
 * @param excluded returns whether a span is to be left out because of its content; what can be
 *     decided when a span starts has been decided then. Called once for a span
 * @param condition null if all traces are wanted
 */
public record Selection(Predicate<SpanData> excluded, @Nullable TraceCondition condition) {
  /** Everything. */
  public static final Selection ALL = new Selection(data -> false, null);
}
