// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** Clew must neither call nor fill an MDC adapter written by an application. */
class OwnObjectsTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new Slf4jModule());

  private MDCAdapter before;

  @BeforeEach
  void putOwnAdapter() throws Exception {
    LoggerFactory.getLogger("application");
    before = MDC.getMDCAdapter();
    adapter().set(null, Probe.implementing(MDCAdapter.class));
  }

  @AfterEach
  void putBack() throws Exception {
    adapter().set(null, before);
    Probe.calls();
  }

  private static Field adapter() throws Exception {
    for (Field field : MDC.class.getDeclaredFields()) {
      if (field.getType() == MDCAdapter.class) {
        field.setAccessible(true);
        return field;
      }
    }
    throw new NoSuchFieldException("adapter");
  }

  @Test
  void ownAdapter_isNotCalled() {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      MDC.put("user", "7");
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
  }
}
