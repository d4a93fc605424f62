// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.anthropic;

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
class AnthropicIT {
  private static final String FOX = "The quick brown fox jumps.";
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text(FOX).usage(Usage.of(120, 31).withCached(64)))
          .on("stream-whole", Reply.text(FOX).usage(Usage.of(9, 6).withCached(4)))
          .on("stream-early-close", Reply.text(FOX))
          .on("stream-error", Reply.text(FOX).ending(new Ending.ErrorEvent(3, "overloaded")))
          .on("stream-async", Reply.text(FOX))
          .on("async", Reply.text(FOX))
          .on("beta", Reply.text(FOX))
          .on("retried", Reply.error(529, "overloaded"), Reply.text(FOX))
          .on(
              "rate-limited",
              Reply.error(429, "Rate limit reached"),
              Reply.error(429, "Rate limit reached"))
          .on(
              "runner",
              Reply.toolCalls(
                  new ToolCall("toolu_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("toolu_2", "fare", "{\"to\":\"Atlantis\"}")),
              Reply.text(FOX));

  @Test
  void newestVersion_isTraced_andBehavesAsWithoutTheAgent() {
    TracedRun run = run("3.14.0");

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat claude-x
            generation chat claude-x
            generation chat claude-x
            generation chat claude-x (streamed)
            generation chat claude-x (streamed) CANCELLED
            generation chat claude-x (streamed)
            generation chat claude-x
            generation chat claude-x (streamed) ERROR com.anthropic.errors.SseException: 200: {"type":"error","error":{"type":"api_error","message":"overloaded"},"request_id":"req_00000009"}
            generation chat claude-x ERROR com.anthropic.errors.RateLimitException: 429: {"type":"error","error":{"type":"rate_limit_error","message":"Rate limit reached"},"request_id":"req_00000011"}
            agent tool runner
              generation chat claude-x
              function fare
              function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
              generation chat claude-x
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
            "anthropic", LibraryClasspath.of("com.anthropic:anthropic-java:" + version));
    return Comparison.of(Jdk.running(), app).model(MODEL).run();
  }
}
