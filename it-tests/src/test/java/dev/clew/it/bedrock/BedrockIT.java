// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.Reply;
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
class BedrockIT {
  private static final String VERSION = "2.59.1";
  private static final String PROFILE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String FOX = "The quick brown fox jumps.";
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on(
              "plain",
              Reply.text(FOX).usage(Usage.of(120, 31).withCached(64)),
              Reply.text(FOX).usage(Usage.of(9, 6)))
          .on("own", Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"), Reply.text(FOX))
          .on("refused", Reply.error(403, "not yours"))
          .on("stream-whole", Reply.text(FOX).usage(Usage.of(9, 6)))
          .on("stream-error", Reply.text(FOX).ending(new Ending.ErrorEvent(3, "overloaded")))
          .on("body", Reply.text(FOX))
          .on("chunked", Reply.text(FOX))
          .on("embedding", Reply.text(""))
          .on("agent", Reply.text(FOX));

  @Test
  void newestVersion_isTraced_andBehavesAsWithoutTheAgent() {
    Application app =
        Application.compile(
            "bedrock",
            LibraryClasspath.of(
                "software.amazon.awssdk:bedrockruntime:" + VERSION,
                "software.amazon.awssdk:bedrockagentruntime:" + VERSION));

    TracedRun run = Comparison.of(Jdk.running(), app).model(MODEL).run();

    assertThat(run.traces().describe().replace(PROFILE, "claude"))
        .isEqualTo(
            """
            generation chat claude
            generation chat claude
            generation chat claude
            function fare
            generation chat claude
            generation chat claude ERROR software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException: not yours (Service: BedrockRuntime, Status Code: 403, Request ID: 00000000-0000-0000-0000-000000000005) (SDK Attempt Count: 1)
            generation chat claude (streamed)
            generation chat claude (streamed) ERROR software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException: overloaded (Service: bedrock, Status Code: 424, Request ID: 00000000-0000-0000-0000-000000000007) (SDK Attempt Count: 1)
            generation chat claude
            generation chat meta.llama3-1-8b-instruct-v1:0 (streamed)
            embedding embeddings amazon.titan-embed-text-v2:0
            agent AGENT1
            """);
    TracedSpan plain = run.traces().trees().get(0).only("generation");
    assertThat(plain.data().path("input"))
        .hasToString(
            "[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                + "{\"role\":\"user\",\"content\":\"plain\"}]");
    assertThat(plain.tokens()).isEqualTo("120+31");
    assertThat(run.exit().code()).isEqualTo(3);
  }
}
