// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clew must not call messages, arguments, exceptions and events written by an application. */
class OwnObjectsTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new Log4jModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  static Stream<Named<Consumer<Logger>>> logging() {
    return Stream.of(
        Named.of("message", log -> log.warn(Probe.implementing(Message.class))),
        Named.of(
            "subclass of a message",
            log -> log.warn(Probe.like(new ParameterizedMessage("seat {}", 7)))),
        Named.of("argument", log -> log.warn("seat {}", Probe.implementing(Runnable.class))),
        Named.of("number", log -> log.warn("seat {}", Probe.implementing(Number.class))),
        Named.of(
            "characters as argument",
            log -> log.warn("seat {}", Probe.implementing(CharSequence.class))),
        Named.of("characters", log -> log.warn(Probe.implementing(CharSequence.class))),
        Named.of(
            "characters in a message",
            log -> log.warn((Message) new SimpleMessage(Probe.implementing(CharSequence.class)))),
        Named.of("object", log -> log.warn((Object) Probe.implementing(Runnable.class))),
        Named.of("exception", log -> log.error("full", Probe.implementing(Exception.class))));
  }

  private static @Nullable Object answer(Type type) {
    if (type == String.class) {
      return "seat"; // the library formats what is logged
    }
    return type == int.class ? (Object) 0 : type == boolean.class ? false : null;
  }

  @ParameterizedTest
  @MethodSource("logging")
  void loggedObject_isNotCalled(Consumer<Logger> logging) {
    Probe.answerWith(OwnObjectsTest::answer);
    Logger logger = LogManager.getLogger("application.desk");
    Configurator.setLevel("application.desk", Level.WARN);

    inSpan(() -> logging.accept(logger));

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.spans().only().events())
        .extracting(SpanEvent::name)
        .containsAnyOf("log.warn", "log.error");
  }

  @Test
  void ownEvent_isNotCalled() {
    Probe.answerWith(type -> type == Level.class ? Level.WARN : null);
    LogEvent own = Probe.implementing(LogEvent.class);

    inSpan(
        () -> {
          try {
            LoggerContext.getContext(false).getConfiguration().getRootLogger().log(own);
          } catch (RuntimeException refused) {
            // Calls by the library itself do not count.
          }
        });

    assertThat(Probe.calls()).isEmpty();
  }

  private static void inSpan(Runnable logging) {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      logging.run();
    }
    tool.end();
  }
}
