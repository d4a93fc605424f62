// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import org.junit.jupiter.api.Test;

/** The same application without and with the agent, and every call in exactly one span. */
class GoogleGenAiIT {
  private static final String FOX = "The quick brown fox jumps.";
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text(FOX).usage(Usage.of(120, 31).withCached(64).withReasoning(11)))
          .on("auto-async", Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"), Reply.text(FOX))
          .on("stream-whole", Reply.text(FOX).usage(Usage.of(9, 6)))
          .on("stream-early-close", Reply.text(FOX))
          .on("stream-error", Reply.text(FOX).ending(new Ending.ErrorEvent(3, "overloaded")))
          .on("stream-async", Reply.text(FOX))
          .on("chat first", Reply.text(FOX))
          .on("chat second", Reply.text(FOX))
          .on("async", Reply.text(FOX))
          .on("refused", Reply.error(403, "not yours"))
          .on("interaction first", Reply.text(FOX))
          .on("interaction second", Reply.text(FOX))
          .on("interaction stream", Reply.text(FOX))
          .on("embedding", Reply.text(""))
          .on(
              "automatic",
              Reply.toolCalls(
                  ToolCall.of("fare", "{\"to\":\"Lisbon\"}"),
                  ToolCall.of("fare", "{\"to\":\"Atlantis\"}")),
              Reply.text(FOX))
          .on("own", Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"), Reply.text(FOX));

  @Test
  void newestVersion_isTraced_andBehavesAsWithoutTheAgent() {
    TracedRun run = run("2.3.0");

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat gemini-x
            generation chat gemini-x
            generation chat gemini-x
            generation chat gemini-x
            generation chat gemini-x (streamed)
            generation chat gemini-x (streamed) CANCELLED
            generation chat gemini-x (streamed)
            generation chat gemini-x (streamed) ERROR com.google.genai.errors.ServerException: 500 INTERNAL. overloaded
            generation chat gemini-x ERROR com.google.genai.errors.ClientException: 403 PERMISSION_DENIED. not yours
            generation chat gemini-x
            function fare
            function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
            generation chat gemini-x
            generation chat gemini-x
            function fare
            generation chat gemini-x
            generation chat gemini-x
            function fare
            generation chat gemini-x
            embedding embeddings gemini-x
            response response gemini-x
            response response gemini-x
            response response gemini-x (streamed)
            """);
    TracedSpan plain = run.traces().trees().get(0).only("generation");
    assertThat(plain.data().path("input"))
        .hasToString(
            "[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                + "{\"role\":\"user\",\"content\":\"plain\"}]");
    assertThat(plain.tokens()).isEqualTo("120+31");
    assertThat(run.exit().code()).isEqualTo(3);
  }

  private static TracedRun run(String version) {
    Application app =
        Application.compile(
            "google-genai", LibraryClasspath.of("com.google.genai:google-genai:" + version));
    return Comparison.of(Jdk.running(), app).model(MODEL).run();
  }
}
