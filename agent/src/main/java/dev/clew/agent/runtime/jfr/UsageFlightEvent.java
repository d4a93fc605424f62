// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and cost of a model call. An event of its own, written a little later on the export
 * thread: the answer is not read on the application's thread.
 */
@Name("clew.Usage")
@Label("Model Usage")
@Category("Clew")
@Description("Tokens and cost of a model call; the span with the same id has its duration")
@StackTrace(false)
public final class UsageFlightEvent extends Event {
  @Label("Model")
  @Nullable String model;

  @Label("Provider")
  @Nullable String provider;

  @Label("Input Tokens")
  long inputTokens;

  @Label("Cached Input Tokens")
  @Description("Included in the input tokens")
  long cachedTokens;

  @Label("Output Tokens")
  long outputTokens;

  @Label("Cost")
  @Description("US dollars; 0 if the price is unknown")
  double cost;

  @Label("Call Duration")
  @Description("Nanoseconds")
  long callNanos;

  @Label("Trace Id")
  @Nullable String traceId;

  @Label("Span Id")
  @Nullable String spanId;
}
