// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.sample.SampleModel;

/** Chat clients and their advisors. */
class ClientTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModule());

  private final SampleModel model = new SampleModel(true);
  private final ChatClient client = ChatClient.builder(model).build();
  private final SafeGuardAdvisor guard =
      SafeGuardAdvisor.builder()
          .sensitiveWords(List.of("secret"))
          .failureResponse("I'd rather not.")
          .build();

  private record Fare(int euros) {}

  private AgentData agent() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.AGENT).get(0), AgentData.class);
  }

  @Test
  void call_isAnAgentWithTheGenerationBelow() {
    model.answer("To Rome.");

    String answer = client.prompt().system("Be brief.").user("Where to?").call().content();

    assertThat(answer).isEqualTo("To Rome.");
    assertThat(weaving.tree()).hasToString("agent ChatClient\n  generation chat sample-1\n");
    assertThat(agent().name()).isEqualTo("ChatClient");
    assertThat(agent().instructions()).isEqualTo("Be brief.");
    assertThat(agent().inputs()).isEqualTo(Map.of("user", "Where to?"));
    assertThat(agent().output()).isEqualTo("To Rome.");
  }

  @Test
  void entity_isOneAgent() {
    model.answer("{\"euros\": 90}");

    assertThat(client.prompt("How much?").call().entity(Fare.class)).isEqualTo(new Fare(90));

    assertThat(weaving.tree()).hasToString("agent ChatClient\n  generation chat sample-1\n");
  }

  @Test
  @Tag("newest") // 1.0 passes the format on in another way
  void entity_isTheOutputType() {
    model.answer("{\"euros\": 90}");

    client.prompt("How much?").call().entity(Fare.class);

    assertThat(agent().outputType()).contains("euros");
  }

  @Test
  void stream_isAnAgentOnceItIsSubscribedTo() {
    model.answer("To Rome.");
    var answer = client.prompt("Where to?").stream().content();

    assertThat(model.calls()).isZero();
    assertThat(weaving.spans().spans()).isEmpty();
    assertThat(answer.collectList().block()).containsExactly("To ", "Rome.");

    assertThat(weaving.tree()).hasToString("agent ChatClient\n  generation chat sample-1\n");
    assertThat(agent().output()).isEqualTo("To Rome.");
  }

  @Test
  void stream_thatIsCancelled_isCancelled() {
    model.answer("To Rome.");

    client.prompt("Where to?").stream().content().take(1).blockLast();

    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(agent.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(agent().output()).asString().startsWith("To ");
  }

  @Test
  void stream_passesItsChunksOnOutsideTheAgent() {
    model.answer("To Rome.");

    client.prompt("Where to?").stream()
        .content()
        .doOnNext(piece -> assertThat(Context.current()).isSameAs(Context.root()))
        .blockLast();
  }

  @Test
  void conversationId_isTheGroup() {
    model.answer("To Rome.");

    client
        .prompt("Where to?")
        .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-7"))
        .call()
        .content();

    assertThat(weaving.spans().traces())
        .singleElement()
        .satisfies(trace -> assertThat(trace.groupId()).isEqualTo("conversation-7"));
  }

  @Test
  void safeGuard_thatFindsNothing_isBesideTheGeneration() {
    model.answer("To Rome.");

    client.prompt("Where to?").advisors(guard).call().content();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              guardrail SafeGuardAdvisor
              generation chat sample-1
            """);
    assertThat(verdict()).isEqualTo(new GuardrailData("SafeGuardAdvisor", false, INPUT));
  }

  private static final Map<String, Object> INPUT = Map.of("kind", "input");

  private static GuardrailData verdict() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.GUARDRAIL).get(0), GuardrailData.class);
  }

  @Test
  void safeGuard_thatRefuses_isTriggered() {
    String answer = client.prompt("The secret?").advisors(guard).call().content();

    assertThat(answer).isEqualTo("I'd rather not.");
    assertThat(weaving.tree()).hasToString("agent ChatClient\n  guardrail SafeGuardAdvisor\n");
    assertThat(verdict()).isEqualTo(new GuardrailData("SafeGuardAdvisor", true, INPUT));
  }

  @Test
  void safeGuard_ofAStream_isBesideTheGeneration() {
    model.answer("To Rome.");

    client.prompt("Where to?").advisors(guard).stream().content().blockLast();
    client.prompt("The secret?").advisors(guard).stream().content().blockLast();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              guardrail SafeGuardAdvisor
              generation chat sample-1
            agent ChatClient
              guardrail SafeGuardAdvisor
            """);
  }
}
