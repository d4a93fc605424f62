// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Micrometer's handlers and OpenTelemetry see, without Clew; a subclass repeats it with. */
@Tag("newest") // the model of OpenAI is created differently before 2.0
class ObservationsTest {
  private static final List<String> METERS =
      List.of(
          "gen_ai.client.operation 2",
          "gen_ai.client.operation.active 0",
          "gen_ai.client.token.usage input 30",
          "gen_ai.client.token.usage output 11",
          "gen_ai.client.token.usage total 41",
          "request 1",
          "request.active 0",
          "spring.ai.advisor 1",
          "spring.ai.advisor 2",
          "spring.ai.advisor.active 0",
          "spring.ai.advisor.active 0",
          "spring.ai.chat.client 1",
          "spring.ai.chat.client.active 0",
          "spring.ai.tool 1",
          "spring.ai.tool.active 0");

  final ObservedApplication application = new ObservedApplication();

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void call_isObservedOnce() {
    assertThat(application.call()).isEqualTo("90 euros.");

    assertThat(String.join("\n", application.seen()))
        .isEqualTo(
            """
            start request
            start spring.ai.chat.client
            start spring.ai.advisor
            start spring.ai.advisor
            start gen_ai.client.operation
            convention: 1 messages
            stop chat gpt-4o: chat, gpt-4o, ["TOOL_CALLS"], gpt-4o-2024-08-06, openai, 0, 10, 5, 15, ["fare"]
            stop call: framework, spring_ai, call, 2147483647, advisor
            start spring.ai.tool
            stop execute_tool fare: execute_tool, spring_ai, tool_call, The fare to a city, fare, function
            start spring.ai.advisor
            start gen_ai.client.operation
            convention: 3 messages
            stop chat gpt-4o: chat, gpt-4o, ["STOP"], gpt-4o-2024-08-06, openai, 0, 20, 6, 26, ["fare"]
            stop call: framework, spring_ai, call, 2147483647, advisor
            stop tool _calling : framework, spring_ai, Tool Calling Advisor, -2147483348, advisor
            stop spring_ai chat_client: framework, spring_ai, ["Tool Calling Advisor", "call"], false, ["fare"], chat_client
            stop null:\s""");
    assertThat(application.meters()).isEqualTo(METERS);
    assertThat(application.tree())
        .isEqualTo(
            """
            request
              spring_ai chat_client
                tool _calling\s
                  call
                    chat gpt-4o
                      POST
                  execute_tool fare
                  call
                    chat gpt-4o
                      POST
            """);
    assertThat(application.requests()).isEqualTo(2);
  }

  @Test
  void stream_isObservedOnce() throws InterruptedException {
    assertThat(application.stream()).isEqualTo("90 euros.");

    assertThat(application.seen())
        .contains("convention: 1 messages", "convention: 3 messages")
        .hasSize(18);
    assertThat(application.meters()).isEqualTo(METERS);
    assertThat(application.spans())
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder(
            "request",
            "spring_ai chat_client",
            "tool _calling ",
            "stream",
            "chat gpt-4o",
            "POST",
            "execute_tool fare",
            "stream",
            "chat gpt-4o",
            "POST");
    assertThat(application.requests()).isEqualTo(2);
  }
}
