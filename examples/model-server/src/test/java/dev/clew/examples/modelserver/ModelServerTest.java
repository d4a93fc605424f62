// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModelServerTest {
  @Test
  void text_isWrittenAsTheProviderWritesIt() throws Exception {
    Usage usage = Usage.of(11, 7).withCached(5).withReasoning(3);
    try (ModelServer server = ModelServer.start(request -> Reply.text("Grüße").usage(usage))) {
      HttpResponse<String> response = new Chat(server).post(Chat.HELLO);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-request-id")).contains("req_00000001");
      assertThat(response.headers().firstValue("openai-processing-ms")).isPresent();
      assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).isPresent();
      assertThat(response.body().replaceAll("\"created\":\\d+", "\"created\":0"))
          .isEqualTo(
              """
              {"id":"chatcmpl-00000001","object":"chat.completion","created":0,\
              "model":"gpt-4o-mini-2024-07-18","service_tier":"default",\
              "system_fingerprint":"fp_5ca1ab1e00","choices":[{"index":0,\
              "message":{"role":"assistant","content":"Grüße","refusal":null,"annotations":[]},\
              "logprobs":null,"finish_reason":"stop"}],\
              "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,\
              "prompt_tokens_details":{"cached_tokens":5,"audio_tokens":0},\
              "completion_tokens_details":{"reasoning_tokens":3,"audio_tokens":0,\
              "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}""");
    }
  }

  @Test
  void toolCalls_inParallel_areAllInOneMessage() throws Exception {
    Reply reply =
        Reply.toolCalls(
            new ToolCall("call_a", "fare", "{\"to\":\"LIS\"}"), ToolCall.of("weather", "{}"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      JsonNode choice = new Chat(server).json(Chat.HELLO).at("/choices/0");

      assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(choice.at("/message/content").isNull()).isTrue();
      assertThat(choice.at("/message/tool_calls"))
          .hasToString(
              """
              [{"id":"call_a","type":"function","function":\
              {"name":"fare","arguments":"{\\"to\\":\\"LIS\\"}"}},\
              {"id":"call_00000001_1","type":"function","function":\
              {"name":"weather","arguments":"{}"}}]""");
    }
  }

  @Test
  void usage_notGiven_isEstimatedTheSameEveryTime() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("four words in here"))) {
      Chat chat = new Chat(server);

      JsonNode first = chat.json(Chat.HELLO).path("usage");
      JsonNode second = chat.json(Chat.HELLO).path("usage");

      assertThat(first).isEqualTo(second);
      assertThat(first.path("prompt_tokens").asInt()).isEqualTo(7);
      assertThat(first.path("completion_tokens").asInt()).isEqualTo(5);
    }
  }

  @Test
  void errors_haveTheProvidersForm() throws Exception {
    ModelScript script = SequenceScript.of(Reply.error(401, "bad key"), Reply.rateLimited(20));
    try (ModelServer server = ModelServer.start(script)) {
      Chat chat = new Chat(server);

      HttpResponse<String> unauthorized = chat.post(Chat.HELLO);
      HttpResponse<String> limited = chat.post(Chat.HELLO);

      assertThat(unauthorized.statusCode()).isEqualTo(401);
      assertThat(unauthorized.body())
          .isEqualTo(
              """
              {"error":{"message":"bad key","type":"invalid_request_error","param":null,\
              "code":"invalid_api_key"}}""");
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("Retry-After")).contains("20");
    }
  }

  @Test
  void malformed_isSuccessWithBrokenJson() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.malformed())) {
      Chat chat = new Chat(server);

      assertThat(chat.post(Chat.HELLO).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> chat.json(Chat.HELLO)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void scriptThatThrows_isAnErrorOfTheServer() throws Exception {
    ModelScript script =
        request -> {
          throw new IllegalStateException("no idea");
        };
    try (ModelServer server = ModelServer.start(script)) {
      HttpResponse<String> response = new Chat(server).post(Chat.HELLO);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("no idea");
    }
  }

  @Test
  void requestThatIsNoChatCompletion_isRefused() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("never"))) {
      Chat chat = new Chat(server);

      assertThat(chat.get("/models").statusCode()).isEqualTo(404);
      assertThat(chat.get("/chat/completions").statusCode()).isEqualTo(405);
      assertThat(chat.post("{broken").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void requests_keepBodyAndHeadersButNoCredential() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello"))) {
      new Chat(server).post(Chat.HELLO);

      List<RecordedRequest> requests = server.requests();

      assertThat(requests).hasSize(1);
      RecordedRequest request = requests.get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.headers()).containsEntry("authorization", List.of("present"));
      assertThat(request.headers()).containsEntry("content-type", List.of("application/json"));
      assertThat(request.body()).isEqualTo(Chat.HELLO.replace('\'', '"'));
      assertThat(request.toString()).doesNotContain("sk-secret");
    }
  }

  @Test
  void requests_atTheSameTime_areAnsweredAtTheSameTime() throws Exception {
    CountDownLatch bothThere = new CountDownLatch(2);
    ModelScript script =
        request -> {
          bothThere.countDown();
          return Reply.text("Hello").after(Pause.until(bothThere));
        };
    try (ModelServer server = ModelServer.start(script)) {
      Chat chat = new Chat(server);
      CompletableFuture<Integer> other =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return chat.post(Chat.HELLO).statusCode();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });

      assertThat(chat.post(Chat.HELLO).statusCode()).isEqualTo(200);
      assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  @Test
  void close_leavesNoThreadThatKeepsTheJvmAlive() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello"))) {
      new Chat(server).post(Chat.HELLO);

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().matches("HTTP-Dispatcher|model-server-.*"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }
}
