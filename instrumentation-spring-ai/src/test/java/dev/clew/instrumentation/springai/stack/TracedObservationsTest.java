// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.instrumentation.opentelemetry.OpenTelemetryModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.testkit.WeavingExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with Clew, whose spans are the same as without observations. */
@Tag("newest")
class TracedObservationsTest extends ObservationsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new SpringAiModule(),
          new OpenAiModule(),
          new OpenTelemetryModule(),
          new ReactorModule(),
          new ConcurrentModule());

  @Test
  void call_isTracedOnceBelowTheRequest() {
    application.call();

    assertIsBelowTheRequest();
  }

  @Test
  void stream_isTracedOnceBelowTheRequest() throws InterruptedException {
    application.stream();

    assertIsBelowTheRequest();
  }

  private void assertIsBelowTheRequest() {
    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient [parent missing]
              generation chat gpt-4o
              function fare
              generation chat gpt-4o
            """);
    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(application.spans())
        .filteredOn(span -> span.getName().equals("request"))
        .extracting(SpanData::getSpanId)
        .containsExactly(agent.parentId());
    assertThat(application.spans()).extracting(SpanData::getTraceId).containsOnly(agent.traceId());
  }
}
