// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clew must not call arguments, exceptions and events written by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LogbackModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  static Stream<Named<Consumer<Logger>>> logging() {
    return Stream.of(
        Named.of("argument", log -> log.warn("seat {}", Probe.implementing(Runnable.class))),
        Named.of("number", log -> log.warn("seat {}", Probe.implementing(Number.class))),
        Named.of("characters", log -> log.warn("seat {}", Probe.implementing(CharSequence.class))),
        Named.of("exception", log -> log.error("full", Probe.implementing(Exception.class))),
        Named.of("event", log -> append(log, Probe.implementing(ILoggingEvent.class))),
        Named.of("subclass of an event", log -> append(log, Probe.like(event()))));
  }

  private static LoggingEvent event() {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.WARN);
    event.setLoggerName("application.desk");
    event.setMessage("seat 7");
    return event;
  }

  private static void append(Logger logger, ILoggingEvent event) {
    ((ch.qos.logback.classic.Logger) logger).callAppenders(event);
  }

  @ParameterizedTest
  @MethodSource("logging")
  void loggedObject_isNotCalled(Consumer<Logger> logging) {
    Probe.answerWith(type -> type == Level.class ? Level.WARN : null);
    Logger logger = LoggerFactory.getLogger("application.desk");
    ((ch.qos.logback.classic.Logger) logger).setAdditive(false); // the console formats, too
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      logging.accept(logger);
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
  }
}
