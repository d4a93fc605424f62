// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ParameterizedClass
@FieldSource("VERSIONS")
class LogbackTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new LogbackModule());

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LogbackModule());

  @Parameter LibraryVersion version;

  @Test
  void messageFromWarnOn_isAnEventOfTheSpanOnce() throws Exception {
    Runnable desk = version.load(Runnable.class, Desk.class);
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      desk.run();
    }
    desk.run();
    tool.end();

    assertThat(weaving.spans().only().events())
        .extracting(SpanEvent::name, SpanEvent::detail)
        .containsExactly(
            Tuple.tuple("log.warn", "application.desk: seat 7 is taken"),
            Tuple.tuple("log.warn", "application.desk: seat {} is gone"),
            Tuple.tuple(
                "log.error", "application.desk: no seat: java.lang.IllegalStateException: full"));
  }

  /** A class of the application; only its own appenders may call toString. */
  private static final class Seat {}

  static final class Desk implements Runnable {
    private final Logger logger = LoggerFactory.getLogger("application.desk");

    @Override
    public void run() {
      logger.info("info");
      logger.warn("seat {} is taken", 7);
      logger.warn("seat {} is gone", new Seat());
      logger.error("no seat", new IllegalStateException("full"));
    }
  }
}
