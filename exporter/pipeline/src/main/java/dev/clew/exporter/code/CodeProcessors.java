// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The processors that the application has registered in its code; there may be none. */
public final class CodeProcessors implements SpanProcessor {
  private final RegisteredCode code = new RegisteredCode();
  private volatile @Nullable String droppedFrom;
  private volatile String latest = "of the application";

  /** Adds one; held weakly. */
  public void add(Function<Object, @Nullable Object> processor) {
    code.add(processor);
  }

  /** Returns whether there is nothing to do. */
  public boolean isEmpty() {
    return code.isEmpty();
  }

  /** A trace that consisted of nothing but the span that was dropped goes with it. */
  @Override
  public @Nullable TraceRecord process(TraceRecord trace) {
    return trace.spans() == 1 && trace.traceId().equals(droppedFrom) ? null : trace;
  }

  /** Returns the one that ran last, for a report of its failure. */
  @Override
  public String name() {
    return latest;
  }

  @Override
  public @Nullable SpanRecord process(SpanRecord span) {
    SpanRecord now = span;
    for (Function<Object, @Nullable Object> each : code.all()) {
      latest = each.toString();
      Object result = each.apply(SpanDescription.of(now));
      if (!(result instanceof Map<?, ?> changed)) {
        droppedFrom = span.traceId();
        return null;
      }
      now = SpanDescription.changed(now, changed);
    }
    return now;
  }
}
