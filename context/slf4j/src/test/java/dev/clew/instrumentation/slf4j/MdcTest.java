// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@ParameterizedClass
@FieldSource("VERSIONS")
class MdcTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new Slf4jModule());

  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new Slf4jModule());

  @Parameter LibraryVersion version;

  @Test
  void currentSpan_isInTheMdcBesideWhatTheApplicationPutThere() throws Exception {
    Supplier<Map<String, String>> mdc = mdc();
    Span agent = start("agent");
    Span tool;
    try (Scope outer = Context.root().with(agent).makeCurrent()) {
      tool = start("tool");
      assertThat(mdc.get()).isEqualTo(ids(agent));
      try (Scope inner = Context.current().with(tool).makeCurrent()) {
        assertThat(mdc.get()).isEqualTo(ids(tool));
      }
      assertThat(mdc.get()).isEqualTo(ids(agent));
    }
    tool.end();
    agent.end();

    assertThat(mdc.get()).isEqualTo(Map.of("user", "7"));
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

  @SuppressWarnings("unchecked")
  private Supplier<Map<String, String>> mdc() throws Exception {
    return version.load(Supplier.class, Mdc.class);
  }

  static final class Mdc implements Supplier<Map<String, String>> {
    Mdc() {
      LoggerFactory.getLogger("application");
      MDC.put("user", "7");
    }

    @Override
    public Map<String, String> get() {
      return MDC.getCopyOfContextMap();
    }
  }
}
