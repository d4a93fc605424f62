// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;

/** State shared by the calls of one module in one application class loader. */
public final class CallObservations {
  /** The name of moderations in every module and framework. */
  private static final String MODERATION = "moderation";

  private final Tracer tracer;
  private final FailureReporter failures;
  private final AbandonmentWatcher watcher = new AbandonmentWatcher();

  public CallObservations(Tracer tracer, FailureReporter failures) {
    this.tracer = tracer;
    this.failures = failures;
  }

  public Tracer tracer() {
    return tracer;
  }

  public FailureReporter failures() {
    return failures;
  }

  /** Returns the watcher for abandoned objects; its thread starts on first use. */
  public AbandonmentWatcher watcher() {
    return watcher;
  }

  /** Returns whether a framework's span represents the same call, of {@code type}. */
  boolean isSameWork(Span above, SpanType type) {
    return switch (above.type()) {
      case GENERATION -> type == SpanType.GENERATION || type == SpanType.RESPONSE;
      case EMBEDDING -> type == SpanType.EMBEDDING;
      case GUARDRAIL -> type == SpanType.GUARDRAIL && isModeration(above.name());
      default -> false;
    };
  }

  /** Other guardrails may moderate as one of several steps, each with its own span. */
  private static boolean isModeration(String guardrail) {
    return guardrail.equals(MODERATION) || guardrail.startsWith(MODERATION + " ");
  }
}
