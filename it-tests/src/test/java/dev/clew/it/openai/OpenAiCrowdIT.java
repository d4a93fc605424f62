// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.chat;
import static dev.clew.it.openai.ProviderBodies.chatCall;
import static dev.clew.it.openai.ProviderBodies.chatCalls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.extension.AgentExtension;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.openai.FakeProvider.Answer;
import dev.clew.it.openai.FakeProvider.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indistinguishable calls, made concurrently on a pool's threads. */
class OpenAiCrowdIT {
  private static final int CALLS = 8;

  private static TracedRun run;

  @BeforeAll
  static void runOnce() {
    Application app =
        Application.compile(
                Stream.concat(
                        Stream.of("openai-crowd"),
                        SurfacesTree.sources(LibraryClasspath.NEWEST_OPENAI_JAVA).stream())
                    .toList(),
                LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA))
            .withMain("app.Crowd");
    Path extension = AgentExtension.jar(app);
    run =
        Comparison.of(Jdk.running(), app)
            .provider(OpenAiCrowdIT::provider)
            .tracing(jvm -> jvm.agent().option("-Dclew.extensions=" + extension))
            .run();
  }

  private static FakeProvider provider() {
    Script script = new Script();
    for (String phrase : List.of("equal-again", "equal-async", "colliding-equal", "\"equal\"")) {
      if (phrase.equals("colliding-equal")) {
        collide(script, new CyclicBarrier(2), phrase, "Bonn", 2);
      } else {
        CyclicBarrier all = new CyclicBarrier(CALLS);
        IntStream.range(0, CALLS)
            .forEach(i -> script.reply(phrase, together(all, chat(phrase(phrase) + " " + i))));
      }
    }
    CyclicBarrier both = new CyclicBarrier(2);
    collide(script, both, "colliding-rome", "Rome", 1);
    collide(script, both, "colliding-oslo", "Oslo", 1);
    return FakeProvider.start(script);
  }

  /**
   * Each model numbers its tool calls from zero; both have requested a tool before either is
   * answered.
   */
  private static void collide(
      Script script, CyclicBarrier both, String phrase, String hotel, int desks) {
    String arguments = "{\\\"hotel\\\":\\\"" + hotel + "\\\"}";
    for (int i = 0; i < desks; i++) {
      script.reply(phrase, together(both, chatCalls(chatCall("call_0", "book", arguments))));
    }
    for (int i = 0; i < desks; i++) {
      script.reply(phrase, together(both, chat("done in " + hotel)));
    }
  }

  private static Answer together(CyclicBarrier barrier, String body) {
    return new Answer(200, "application/json", body, -1, Wire.together(barrier));
  }

  private static String phrase(String quoted) {
    return quoted.replace("\"", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"equal", "equal-again", "equal-async"})
  void equalRequestsAtTheSameTime_areASpanEachWithItsOwnAnswer(String phrase) {
    assertThat(
            run.traces().trees().stream()
                .flatMap(tree -> tree.spans().stream())
                .filter(span -> span.data().at("/input/0/content").asText().equals(phrase))
                .map(span -> span.data().at("/output/0/content").asText()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, CALLS).mapToObj(i -> phrase + " " + i).toList());
  }

  @ParameterizedTest
  @CsvSource({"colliding-rome, Rome", "colliding-oslo, Oslo"})
  void collidingToolCalls_stayInTheirConversation(String phrase, String hotel) {
    TraceTree tree =
        run.traces().trees().stream()
            .filter(each -> each.describe().startsWith("agent " + phrase))
            .findFirst()
            .orElseThrow();

    assertThat(tree.describe()).isEqualTo(loop(phrase));
    assertThat(tree.only("function").data().path("output").asText()).contains(hotel);
    assertThat(tree.only("function").details().path("tool_call_id").asText()).isEqualTo("call_0");
  }

  @Test
  void equalConversations_haveAFunctionEach() {
    assertThat(
            run.traces().trees().stream()
                .map(tree -> tree.describe())
                .filter(tree -> tree.startsWith("agent colliding-equal")))
        .containsExactly(loop("colliding-equal"), loop("colliding-equal"));
  }

  @Test
  void everyConversation_isATraceAndNothingElse() {
    assertThat(run.traces().trees()).hasSize(3 * CALLS + 4);
  }

  private static String loop(String phrase) {
    return """
        agent %s-desk
          generation chat gpt-4o
          function book
          generation chat gpt-4o
        """
        .formatted(phrase);
  }
}
