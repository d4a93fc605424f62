// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A span, from its start to its end, on the thread on which it ended. */
@Name("clew.Span")
@Label("Span")
@Category("Clew")
@Description("An agent run, model call, tool call or other span of a trace")
@StackTrace(false)
public final class SpanFlightEvent extends Event {
  @Label("Type")
  @Nullable String type;

  @Label("Name")
  @Nullable String name;

  @Label("Status")
  @Nullable String status;

  @Label("Error")
  @Description("The class of the exception with which the span failed")
  @Nullable String error;

  @Label("Trace Id")
  @Nullable String traceId;

  @Label("Span Id")
  @Nullable String spanId;

  @Label("Parent Id")
  @Nullable String parentId;
}
