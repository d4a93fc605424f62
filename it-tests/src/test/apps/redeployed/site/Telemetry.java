// SPDX-License-Identifier: Apache-2.0
package site;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.Callable;

/** The site's own OpenTelemetry. */
final class Telemetry implements AutoCloseable {
  private final SdkTracerProvider provider = SdkTracerProvider.builder().build();

  void within(Callable<?> work) throws Exception {
    Span span = provider.get("site").spanBuilder("request").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      work.call();
    } finally {
      span.end();
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
