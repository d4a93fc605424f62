// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.chunk;
import static dev.clew.instrumentation.bedrock.FakeBedrock.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;

/** Agents that the service runs. */
class AgentTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockAgentsModule());

  private final FakeBedrock server = new FakeBedrock();

  private void ask() {
    server
        .asyncAgents()
        .invokeAgent(
            request ->
                request
                    .agentId("AGENT1")
                    .agentAliasId("ALIAS1")
                    .sessionId("session-1")
                    .enableTrace(true)
                    .inputText("Where to?"),
            InvokeAgentResponseHandler.builder().subscriber(event -> {}).build())
        .join();
  }

  private static AgentData data() {
    return SpanRecorder.data(weaving.spans().only(), AgentData.class);
  }

  @Test
  void invokeAgent_isAnAgent() {
    server.stream(chunk("To Z\u00fcrich,"), chunk(" then Rome."));

    ask();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.name()).isEqualTo("AGENT1");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.groupId()).isEqualTo("session-1");
    assertThat(data().inputs()).isEqualTo(Map.of("inputText", "Where to?"));
    assertThat(data().output()).isEqualTo("To Z\u00fcrich, then Rome.");
    assertThat(data().details()).containsEntry("agentAliasId", "ALIAS1");
  }

  @Test
  void traceOfAnAgent_isInItsDetails() {
    server.stream(
        event(
            "trace",
            """
            {"agentId":"AGENT1","trace":{"orchestrationTrace":{"modelInvocationOutput":\
            {"metadata":{"usage":{"inputTokens":30,"outputTokens":4}},"traceId":"t"}}}}"""),
        chunk("To Rome."));

    ask();

    assertThat(data().output()).isEqualTo("To Rome.");
    assertThat(data().details()).containsKey("trace");
  }

  @Test
  void agentThatFails_keepsWhatItSaid() {
    server.stream(
        chunk("To "), FakeBedrock.exception("dependencyFailedException", "the lambda failed"));

    assertThatThrownBy(this::ask).isInstanceOf(CompletionException.class);

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(data().output()).isEqualTo("To ");
  }

  @Test
  void retrieve_isARetrieval() {
    server.json(
        """
        {"retrievalResults":[{"content":{"text":"Rome is old."},"score":0.9,\
        "location":{"type":"S3","s3Location":{"uri":"s3://docs/rome.txt"}}}]}""");

    server
        .agents()
        .retrieve(
            request -> request.knowledgeBaseId("KB1").retrievalQuery(query -> query.text("Rome")));

    assertThat(weaving.tree()).hasToString("retrieval knowledge base KB1\n");
    assertThat(SpanRecorder.data(weaving.spans().only(), RetrievalData.class))
        .isEqualTo(
            new RetrievalData(
                "KB1",
                "Rome",
                null,
                List.of(
                    Map.of("text", "Rome is old.", "score", 0.9, "source", "s3://docs/rome.txt"))));
  }

  @Test
  void retrieveAndGenerate_isAnAgent_withItsCitations() {
    server.json(
        """
        {"output":{"text":"It is old."},"sessionId":"s2","citations":[{"retrievedReferences":\
        [{"content":{"text":"Rome is old."}}]}]}""");

    server
        .agents()
        .retrieveAndGenerate(
            request ->
                request
                    .input(input -> input.text("How old?"))
                    .sessionId("s1")
                    .retrieveAndGenerateConfiguration(
                        config ->
                            config
                                .type("KNOWLEDGE_BASE")
                                .knowledgeBaseConfiguration(
                                    base -> base.knowledgeBaseId("KB1").modelArn("m"))));

    assertThat(weaving.tree()).hasToString("agent knowledge base KB1\n");
    assertThat(weaving.spans().only().groupId()).isEqualTo("s1");
    assertThat(data().inputs()).isEqualTo(Map.of("input", Map.of("text", "How old?")));
    assertThat(data().output()).isEqualTo("It is old.");
    assertThat(data().details())
        .containsEntry(
            "citations",
            List.of(
                Map.of(
                    "retrievedReferences",
                    List.of(Map.of("content", Map.of("text", "Rome is old."))))));
  }

  @Test
  void agentWhoseFutureIsCancelled_isCancelled() {
    server.stream(chunk("To Rome."));
    CompletableFuture<Void> answer =
        server
            .asyncAgents()
            .invokeAgent(
                request ->
                    request.agentId("AGENT1").agentAliasId("A").sessionId("s").inputText("?"),
                InvokeAgentResponseHandler.builder().onEventStream(events -> {}).build());

    answer.cancel(true);

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "cancelled");
  }

  @Test
  void agentUnderASpan_isBelowIt() {
    server.stream(chunk("To Rome."));
    Span above =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "desk", () -> new CustomData("desk", Map.of()));

    try (Scope ignored = Context.current().with(above).makeCurrent()) {
      ask();
    }
    above.end();

    assertThat(weaving.tree()).hasToString("custom desk\n  agent AGENT1\n");
  }
}
