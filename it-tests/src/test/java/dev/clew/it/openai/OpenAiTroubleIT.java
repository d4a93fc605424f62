// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.chat;
import static dev.clew.it.openai.ProviderBodies.chunk;
import static dev.clew.it.openai.ProviderBodies.created;
import static dev.clew.it.openai.ProviderBodies.textDelta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import dev.clew.it.openai.FakeProvider.Answer;
import dev.clew.it.openai.FakeProvider.Script;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a call ends, it is one span with that outcome, and the application behaves as without
 * Clew.
 */
@ParameterizedClass
@MethodSource("versions")
class OpenAiTroubleIT {
  private static final String CUT = "com.openai.errors.OpenAIIoException";
  private static final String[] PIECES = {
    chunk("{\"role\":\"assistant\",\"content\":\"Some \"}", "null"),
    chunk("{\"content\":\"more\"}", "null")
  };
  private static final String[] WHOLE =
      Stream.concat(Stream.of(PIECES), Stream.of(chunk("{}", "\"stop\""), "[DONE]"))
          .toArray(String[]::new);
  private static final String[] EVENTS = {
    created("resp_trouble"), textDelta("Some "), textDelta("more")
  };

  private static TracedRun run;

  @Parameter String version;

  static List<String> versions() {
    return LibraryClasspath.newestOf("1.1.0", LibraryClasspath.NEWEST_OPENAI_JAVA);
  }

  @BeforeParameterizedClassInvocation
  static void runOnce(String version) {
    Application app =
        Application.compile(
                Stream.concat(Stream.of("openai-trouble"), SurfacesTree.sources(version).stream())
                    .toList(),
                LibraryClasspath.of("com.openai:openai-java:" + version))
            .withMain("app.Trouble");
    run = Comparison.of(Jdk.running(), app).provider(OpenAiTroubleIT::provider).run();
  }

  private static FakeProvider provider() {
    CountDownLatch arrived = new CountDownLatch(1);
    Script script = new Script();
    script.events("chat-socket-cut-async", Wire.CUT, PIECES);
    script.events("chat-socket-cut", Wire.CUT, PIECES);
    script.events("response-socket-cut", Wire.CUT, EVENTS);
    script.events(
        "chat-error-async", PIECES[0], "{\"error\":{\"message\":\"Overloaded\",\"type\":\"x\"}}");
    script.events(
        "response-error-event",
        EVENTS[0],
        EVENTS[1],
        "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Oh.\",\"param\":null,"
            + "\"sequence_number\":3}");
    script.events("response-consumer-throws", EVENTS);
    script.events("chat-consumer-throws-async", WHOLE);
    script.events("chat-early-close-async", WHOLE);
    script.reply(
        "raw-cancelled-async", new Answer(200, "application/json", "", -1, Wire.never(arrived)));
    script.reply("/arrived", new Answer(200, "text/plain", "yes", -1, Wire.after(arrived)));
    script.json("raw-body", chat("Read by hand"));
    script.reply(
        "raw-refused",
        new Answer(400, "application/json", "{\"error\":{\"message\":\"No.\"}}", -1));
    script.events("stream-abandoned", WHOLE);
    script.json("response-abandoned", chat("Nobody reads this"));
    return FakeProvider.start(script);
  }

  @Test
  void everyCall_isOneSpan() {
    assertThat(run.traces().trees()).hasSize(13).allMatch(tree -> tree.spans().size() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat-socket-cut            | Some more
          chat-socket-cut-async      | Some more
          response-socket-cut        | Some more
          """)
  void cutConnection_isAFailureThatKeepsWhatCame(String way, String text) {
    TracedSpan span = span(way);

    assertThat(span.status()).isEqualTo("error");
    assertThat(span.error()).startsWith(CUT);
    assertThat(answer(span)).isEqualTo(text);
    assertThat(span.hasFirstChunk()).isTrue();
  }

  @Test
  void errorEventOfAChat_isTheFailure() {
    assertThat(span("chat-error-async").error())
        .contains("com.openai.errors.")
        .contains("Overloaded");
    assertThat(answer(span("chat-error-async"))).isEqualTo("Some ");
  }

  @Test
  void errorEventOfAResponse_isTheFailure() {
    TracedSpan span = span("response-error-event");

    assertThat(span.status()).isEqualTo("error");
    assertThat(span.error()).contains("Oh.");
    assertThat(answer(span)).isEqualTo("Some ");
  }

  @ParameterizedTest
  @CsvSource({
    "response-consumer-throws, consumer_exception, Some ",
    "chat-consumer-throws-async, consumer_exception, Some ",
    "chat-early-close-async, closed_early, Some ",
    "stream-abandoned, abandoned, Some ",
    "raw-cancelled-async, cancelled, ",
    "response-abandoned, abandoned, ",
  })
  void earlyEndByTheApplication_isACancellationWithItsReason(
      String way, String reason, String text) {
    TracedSpan span = span(way);

    assertThat(span.status()).isEqualTo("cancelled");
    assertThat(reason(span)).isEqualTo(reason);
    assertThat(answer(span).trim()).isEqualTo(text == null ? "" : text);
  }

  @Test
  void throwingConsumer_isNamed() {
    assertThat(span("response-consumer-throws").clew().at("/events/0/detail").asText())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void bodyReadByTheApplication_isUnparsed() {
    TracedSpan span = span("raw-body");

    assertThat(span.status()).isEqualTo("ok");
    assertThat(reason(span)).isEqualTo("unparsed");
    assertThat(span.clew().at("/attributes/http.response.status_code").asInt()).isEqualTo(200);
  }

  @Test
  void refusedRawCall_isAFailure() {
    assertThat(span("raw-refused").status()).isEqualTo("error");
    assertThat(span("raw-refused").clew().at("/attributes/http.response.status_code").asInt())
        .isEqualTo(400);
  }

  private static String reason(TracedSpan span) {
    return span.clew().at("/attributes/clew.end_reason").asText();
  }

  private static String answer(TracedSpan span) {
    String inChat = span.data().at("/output/0/content").asText();
    return inChat.isEmpty() ? span.details().at("/output/0/content").asText() : inChat;
  }

  private static TracedSpan span(String way) {
    List<TracedSpan> spans = SurfacesTree.of(run, way).spans();
    assertThat(spans).as(way).hasSize(1);
    return spans.get(0);
  }
}
