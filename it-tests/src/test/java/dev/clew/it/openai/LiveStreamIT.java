// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.chunk;
import static dev.clew.it.openai.ProviderBodies.completed;
import static dev.clew.it.openai.ProviderBodies.message;
import static dev.clew.it.openai.ProviderBodies.response;
import static dev.clew.it.openai.ProviderBodies.textDelta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.RunningJvm;
import dev.clew.it.harness.TracedSpan;
import dev.clew.it.openai.FakeProvider.Script;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A stream before the model has finished. */
class LiveStreamIT {
  private static final List<String> LIVE_ORDERS =
      List.of("live-chat", "live-chat-async", "live-response", "live-response-async");
  private static final Application LIVE =
      Application.compile("openai-live", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA))
          .withMain("app.Live");
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @NewestJdk
  void firstChunk_reachesTheApplicationBeforeTheNextIsSent(Jdk jdk) {
    CountDownLatch printed = new CountDownLatch(1);
    JvmExit exit;
    try (ModelServer server = ModelServer.start(request -> reply(request, printed));
        RunningJvm jvm =
            ForkedJvm.of(jdk, WAITING).agent().arguments(server.baseUrl(), "no-key").start()) {
      jvm.writeLine("stream");
      // The chunk that announces the role has an empty text.
      jvm.awaitLine("");
      printed.countDown();
      jvm.awaitLine("pieces");
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    TracedSpan span = exit.traces().about("in two pieces").only("generation");
    assertThat(span.hasFirstChunk()).isTrue();
    assertThat(exit.stdout()).isEqualTo("whole\n\nin \ntwo \npieces\n");
  }

  @Test
  void firstPiece_reachesTheApplicationBeforeTheNextIsSent_ofEveryKindOfStream() {
    Map<String, CountDownLatch> printed = new LinkedHashMap<>();
    LIVE_ORDERS.forEach(order -> printed.put(order, new CountDownLatch(1)));
    JvmExit exit;
    try (FakeProvider provider = FakeProvider.start(script(printed));
        RunningJvm jvm =
            ForkedJvm.of(Jdk.running(), LIVE)
                .agent()
                .arguments(provider.baseUrl(), "no-key")
                .start()) {
      printed.forEach(
          (order, first) -> {
            jvm.writeLine(order);
            jvm.awaitLine(order + " one");
            first.countDown();
            jvm.awaitLine(order + " two");
          });
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.traces().describe())
        .isEqualTo(
            """
            generation chat gpt-4o (streamed)
            generation chat gpt-4o (streamed)
            response response gpt-4.1 (streamed)
            response response gpt-4.1 (streamed)
            """);
  }

  private static Script script(Map<String, CountDownLatch> printed) {
    Script script = new Script();
    LIVE_ORDERS.stream()
        .sorted(Comparator.reverseOrder()) // a phrase that contains another one comes first
        .forEach(
            order -> {
              Wire wire = Wire.inTwo(printed.get(order));
              if (order.startsWith("live-chat")) {
                script.events(
                    order,
                    wire,
                    chunk("{\"role\":\"assistant\",\"content\":\"one\"}", "null"),
                    chunk("{\"content\":\"two\"}", "\"stop\""),
                    "[DONE]");
              } else {
                script.events(
                    order,
                    wire,
                    textDelta("one"),
                    textDelta("two"),
                    completed(response("resp_live", message("onetwo"))));
              }
            });
    return script;
  }

  private static Reply reply(ChatRequest request, CountDownLatch printed) {
    return request.stream()
        ? Reply.text("in two pieces").betweenChunks(Pause.until(printed))
        : Reply.text("whole");
  }
}
