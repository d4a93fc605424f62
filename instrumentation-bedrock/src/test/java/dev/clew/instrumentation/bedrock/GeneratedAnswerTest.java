// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;

/** Answers from a knowledge base in pieces, which 2.29 and later have. */
class GeneratedAnswerTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockAgentsModule());

  private final FakeBedrock server = new FakeBedrock();

  @Test
  void retrieveAndGenerateStream_isAnAgent() {
    server.stream(
        event("output", "{\"text\":\"It is \"}"),
        event("output", "{\"text\":\"old.\"}"),
        event("citation", "{\"retrievedReferences\":[{\"content\":{\"text\":\"Old.\"}}]}"),
        event("guardrail", "{\"action\":\"NONE\"}"));

    server
        .asyncAgents()
        .retrieveAndGenerateStream(
            request -> request.input(input -> input.text("How old?")),
            RetrieveAndGenerateStreamResponseHandler.builder().subscriber(event -> {}).build())
        .join();

    AgentData data = SpanRecorder.data(weaving.spans().only(), AgentData.class);
    assertThat(data.name()).isEqualTo("retrieveAndGenerateStream");
    assertThat(data.output()).isEqualTo("It is old.");
    assertThat(data.details())
        .containsEntry("guardrailAction", "NONE")
        .containsEntry(
            "citations",
            List.of(
                Map.of("retrievedReferences", List.of(Map.of("content", Map.of("text", "Old."))))));
  }
}
