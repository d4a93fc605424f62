// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class MdcTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new Slf4jModule());

  @Test
  void currentSpan_isInTheMdcBesideWhatTheApplicationPutThere() {
    LoggerFactory.getLogger("application");
    MDC.put("user", "7");
    Span agent = start("agent");
    Span tool;
    try (Scope outer = Context.root().with(agent).makeCurrent()) {
      tool = start("tool");
      assertThat(MDC.getCopyOfContextMap()).isEqualTo(ids(agent));
      try (Scope inner = Context.current().with(tool).makeCurrent()) {
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(ids(tool));
      }
      assertThat(MDC.getCopyOfContextMap()).isEqualTo(ids(agent));
    }
    tool.end();
    agent.end();

    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "7"));
    MDC.clear();
  }

  private static Map<String, String> ids(Span span) {
    return Map.of("user", "7", "clew.trace_id", span.traceId(), "clew.span_id", span.spanId());
  }

  private static Span start(String name) {
    return weaving
        .spans()
        .tracer()
        .start(SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()));
  }
}
