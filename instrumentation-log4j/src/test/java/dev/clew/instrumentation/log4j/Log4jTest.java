// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Log4jTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new Log4jModule());

  private final Logger logger = LogManager.getLogger("application.desk");

  @Test
  void messageFromWarnOn_isAnEventOfTheSpanOnce() {
    Configurator.setLevel("application.desk", Level.INFO);
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      logger.info("info");
      logger.warn("seat {} is taken", 7);
      logger.error("no seat", new IllegalStateException("full"));
    }
    logger.error("outside");
    tool.end();

    assertThat(weaving.spans().only().events())
        .extracting(SpanEvent::name, SpanEvent::detail)
        .containsExactly(
            Tuple.tuple("log.warn", "application.desk: seat 7 is taken"),
            Tuple.tuple(
                "log.error", "application.desk: no seat: java.lang.IllegalStateException: full"));
  }
}
