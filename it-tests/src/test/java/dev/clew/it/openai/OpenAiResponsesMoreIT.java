// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.cancelledResponse;
import static dev.clew.it.openai.ProviderBodies.compaction;
import static dev.clew.it.openai.ProviderBodies.completed;
import static dev.clew.it.openai.ProviderBodies.created;
import static dev.clew.it.openai.ProviderBodies.message;
import static dev.clew.it.openai.ProviderBodies.response;
import static dev.clew.it.openai.ProviderBodies.textDelta;
import static dev.clew.it.openai.ProviderBodies.unfinishedResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.extension.AgentExtension;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.OnRequest;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Newer parts of the Responses API: beta, background, compaction, WebSockets. */
class OpenAiResponsesMoreIT {
  private static final String NEWEST = LibraryClasspath.NEWEST_OPENAI_JAVA;

  private static final String MORE =
      """
      response response gpt-4.1
      response response gpt-4.1
      response response gpt-4.1 (streamed)
      response response gpt-4.1
      agent background-desk
        response response gpt-4.1
        custom fetch response resp_bg
        response fetch response resp_bg
        custom fetch response resp_bg
      agent background-beta-desk
        response response gpt-4.1
        response fetch response resp_bb
        custom cancel response resp_bb
      agent resumed-desk
        response response gpt-4.1 (streamed) ERROR incomplete_stream: the stream ended without a finish reason
        response fetch response resp_torn (streamed)
      agent stopped-desk
        response response gpt-4.1
        response cancel response resp_st CANCELLED
        custom cancel response resp_st
      response compact gpt-5
      """;

  private static final String SOCKETS =
      """
      response response gpt-4.1 (streamed)
      agent lanes-desk
        response response gpt-4.1 (streamed)
        response response gpt-4.1 (streamed)
      response response gpt-4.1 (streamed) ERROR no_such_response: Not found.
      """;

  @OnRequest
  @Test
  void betaAndBackground_ofAnEarlierVersion_areTraced() {
    assertMore(run(Jdk.running(), "4.52.0", "openai-responses-more", "app.More", this::provider));
  }

  @NewestJdk
  void betaAndBackground_areTraced(Jdk jdk) {
    assertMore(run(jdk, NEWEST, "openai-responses-more", "app.More", this::provider));
  }

  @NewestJdk
  void webSockets_areTraced(Jdk jdk) {
    TracedRun run =
        run(jdk, NEWEST, "openai-responses-socket", "app.Sockets", WebSocketProvider::start);

    assertThat(run.exit().stdout())
        .isEqualTo(
            """
            whole: Fine.
            lanes: Right.Left.
            error: com.openai.core.http.ResponseWebSocketException
            cut: com.openai.errors.OpenAIIoException
            closed: true
            beta: 2
            """);
    assertThat(run.traces().describe()).startsWith(SOCKETS);
    List<TracedSpan> spans =
        run.traces().trees().stream().flatMap(tree -> tree.spans("response").stream()).toList();
    assertThat(spans)
        .extracting(span -> span.details().at("/input/0/content").asText())
        .containsExactly("whole", "left", "right", "error", "cut", "closed", "beta");
    assertThat(spans)
        .extracting(span -> span.details().at("/output/0/content").asText())
        .containsExactly("Fine.", "Left.", "Right.", "", "Fi", "Fi", "Fine.");
    assertThat(spans)
        .extracting(TracedSpan::status)
        .containsExactly("ok", "ok", "ok", "error", "error", "cancelled", "ok");
    assertThat(spans.get(0).tokens()).isEqualTo("36+87");
    assertThat(spans.get(1).details().at("/details/lane").asText()).isEqualTo("left");
    assertThat(spans.get(6).tokens()).isEqualTo("36+87");
  }

  private static void assertMore(TracedRun run) {
    assertThat(run.exit().stdout()).doesNotContain("Exception").contains("counted: 11\n");
    assertThat(run.traces().describe()).isEqualTo(MORE);
    List<TracedSpan> withUsage =
        run.traces().trees().stream()
            .flatMap(tree -> tree.spans().stream())
            .filter(span -> span.details().path("usage").hasNonNull("input"))
            .toList();
    assertThat(withUsage)
        .extracting(span -> span.data().path("response_id").asText())
        .containsExactly(
            "resp_beta",
            "resp_beta",
            "resp_beta",
            "resp_beta",
            "resp_bg",
            "resp_bb",
            "resp_torn",
            "resp_st",
            "resp_compact");
    assertThat(withUsage).allSatisfy(span -> assertThat(span.tokens()).isEqualTo("36+87"));
  }

  private ModelEndpoint provider() {
    String done = response("resp_bg", message("Done."));
    String torn = response("resp_torn", message("Done."));
    String stopped = cancelledResponse("resp_st", message("Do"));
    return FakeProvider.start(
        new FakeProvider.Script()
            .json("resp_bg", unfinishedResponse("resp_bg", "in_progress"), done, done)
            .json("resp_bb", response("resp_bb", message("B.")), response("resp_bb", message("B.")))
            .events("resp_torn", textDelta("ne."), completed(torn))
            .json("resp_st", stopped, stopped)
            .json("input_tokens", "{\"object\":\"response.input_tokens\",\"input_tokens\":11}")
            .json("compacted", compaction("resp_compact"))
            .json("beta-background", unfinishedResponse("resp_bb", "queued"))
            .json("beta-plain", response("resp_beta", message("Fine.")))
            .json("beta-async", response("resp_beta", message("Fine.")))
            .json("beta-raw", response("resp_beta", message("Fine.")))
            .events(
                "beta-stream",
                created("resp_beta"),
                textDelta("Fi"),
                completed(response("resp_beta", message("Fine."))))
            .json("background", unfinishedResponse("resp_bg", "queued"))
            .events("resumed", created("resp_torn"), textDelta("Do"))
            .json("stopped", unfinishedResponse("resp_st", "queued")));
  }

  private static TracedRun run(
      Jdk jdk, String version, String sources, String main, Supplier<ModelEndpoint> provider) {
    Application app =
        Application.compile(
                List.of("openai-surfaces", "openai-surfaces-3", sources),
                LibraryClasspath.of("com.openai:openai-java:" + version))
            .withMain(main);
    Path extension = AgentExtension.jar(app);
    return Comparison.of(jdk, app)
        .provider(provider)
        .tracing(jvm -> jvm.agent().option("-Dclew.extensions=" + extension))
        .run();
  }
}
