// SPDX-License-Identifier: Apache-2.0
package app;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** The application's own OpenTelemetry, under whose spans some scenarios start. */
final class OtherTracer {
  private final Tracer tracer = SdkTracerProvider.builder().build().get("app");
  private final Journal journal;

  OtherTracer(Journal journal) {
    this.journal = journal;
  }

  void within(String name, Runnable scenario) {
    Span span = tracer.spanBuilder("request").startSpan();
    journal.foreignParent(
        name, span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId());
    try (Scope ignored = span.makeCurrent()) {
      scenario.run();
    } finally {
      span.end();
    }
  }
}
