// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;

/** What the calls of one module in one application class loader share. */
public final class CallObservations {
  /** How moderations are called by every module, here and in frameworks. */
  private static final String MODERATION = "moderation";

  private final Tracer tracer;
  private final FailureReport failures;
  private final AbandonmentWatcher watcher = new AbandonmentWatcher();

  public CallObservations(Tracer tracer, FailureReport failures) {
    this.tracer = tracer;
    this.failures = failures;
  }

  public Tracer tracer() {
    return tracer;
  }

  public FailureReport failures() {
    return failures;
  }

  /** Returns what notices objects that the application dropped; its thread starts on first use. */
  public AbandonmentWatcher watcher() {
    return watcher;
  }

  /** Returns whether a framework's span stands for the very call of {@code type} that is made. */
  boolean isSameWork(Span above, SpanType type) {
    return switch (above.type()) {
      case GENERATION -> type == SpanType.GENERATION || type == SpanType.RESPONSE;
      case EMBEDDING -> type == SpanType.EMBEDDING;
      case GUARDRAIL -> type == SpanType.GUARDRAIL && isModeration(above.name());
      default -> false;
    };
  }

  /** Any other guardrail may moderate as one of several steps, which have spans of their own. */
  private static boolean isModeration(String guardrail) {
    return guardrail.equals(MODERATION) || guardrail.startsWith(MODERATION + " ");
  }
}
