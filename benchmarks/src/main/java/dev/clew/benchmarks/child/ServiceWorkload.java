// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A LangChain4j AI service: a call, round trips through a tool, an answer. */
final class ServiceWorkload implements Workload {
  /** The service's interface. */
  interface Desk {
    @SystemMessage(Answers.SYSTEM)
    String ask(String question);
  }

  /** The service's tool. */
  static final class Timetable {
    private final Runnable inside;

    Timetable(Runnable inside) {
      this.inside = inside;
    }

    @Tool("Trains between two cities")
    String timetable(String from, String to) {
      inside.run();
      return "EC 151, 07:58 to 14:01";
    }
  }

  private final Desk desk;

  ServiceWorkload(int roundTrips) {
    this(roundTrips, () -> {});
  }

  /**
   * Creates a service.
   *
   * @param inTool run by the tool before it returns
   */
  ServiceWorkload(int roundTrips, Runnable inTool) {
    desk =
        AiServices.builder(Desk.class)
            .chatModel(
                OpenAiChatModel.builder()
                    .httpClientBuilder(new Builder(roundTrips))
                    .apiKey("sk-none")
                    .modelName("gpt-4o-mini")
                    .build())
            .tools(new Timetable(inTool))
            .maxToolCallingRoundTrips(roundTrips + 1)
            .build();
  }

  @Override
  public long run() {
    if (desk.ask(Answers.QUESTION).isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    return 0;
  }

  private static final class Instant implements HttpClient {
    private static final String TOOL_RESULT = "\"role\":\"tool\"";

    private final int roundTrips;
    private final String toolCall = new String(Answers.TOOL_CALL, UTF_8);
    private final String answer = new String(Answers.CHAT, UTF_8);

    Instant(int roundTrips) {
      this.roundTrips = roundTrips;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      return SuccessfulHttpResponse.builder()
          .statusCode(200)
          .headers(Map.of("content-type", List.of("application/json")))
          .body(results(request.body().replace(" ", "")) < roundTrips ? toolCall : answer)
          .build();
    }

    private static int results(String body) {
      int found = 0;
      for (int at = body.indexOf(TOOL_RESULT); at >= 0; at = body.indexOf(TOOL_RESULT, at + 1)) {
        found++;
      }
      return found;
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private record Builder(int roundTrips) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new Instant(roundTrips);
    }
  }
}
