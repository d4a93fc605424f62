// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamingTest {
  @Test
  void text_isSplitInWordsAndJoinsToTheSameText() throws Exception {
    String text = "Zwölf Boxkämpfer 🥊\n jagen  Viktor";
    try (ModelServer server = ModelServer.start(request -> Reply.text(text))) {
      List<JsonNode> events = new Chat(server).events(Chat.HELLO_STREAM);

      assertThat(events.get(0).path("object").asText()).isEqualTo("chat.completion.chunk");
      assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
      assertThat(events).hasSize(1 + 5 + 1 + 1);
      assertThat(join(events, "/choices/0/delta/content")).isEqualTo(text);
      assertThat(events.get(6).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(events.get(7).asText()).isEqualTo("[DONE]");
    }
  }

  @Test
  void toolCall_argumentsComeInPieces() throws Exception {
    Reply reply =
        Reply.toolCalls(
            ToolCall.of("fare", "{\"from\":\"München\",\"to\":\"Lisboa\"}"),
            ToolCall.of("weather", "{}"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      List<JsonNode> events = new Chat(server).events(Chat.HELLO_STREAM);

      assertThat(events.get(1).at("/choices/0/delta/tool_calls/0"))
          .hasToString(
              """
              {"index":0,"id":"call_00000001_0","type":"function",\
              "function":{"name":"fare","arguments":""}}""");
      List<JsonNode> fare = events.stream().filter(event -> index(event) == 0).toList();
      List<JsonNode> weather = events.stream().filter(event -> index(event) == 1).toList();
      assertThat(fare).hasSizeGreaterThan(2);
      assertThat(join(fare, "/choices/0/delta/tool_calls/0/function/arguments"))
          .isEqualTo("{\"from\":\"München\",\"to\":\"Lisboa\"}");
      assertThat(join(weather, "/choices/0/delta/tool_calls/0/function/arguments")).isEqualTo("{}");
    }
  }

  @Test
  void usage_isSentOnlyWhenAskedFor() throws Exception {
    Reply reply = Reply.text("Hello").usage(Usage.of(9, 1).withCached(4));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      Chat chat = new Chat(server);

      List<JsonNode> without = chat.events(Chat.HELLO_STREAM);
      List<JsonNode> with = chat.events(Chat.HELLO_STREAM_WITH_USAGE);

      assertThat(without).noneMatch(event -> event.has("usage"));
      JsonNode last = with.get(with.size() - 2);
      assertThat(last.path("choices")).isEmpty();
      assertThat(last.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(4);
      assertThat(with.get(0).path("usage").isNull()).isTrue();
    }
  }

  @Test
  void firstChunk_arrivesBeforeTheLastIsSent() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Reply reply = Reply.text("Hello").betweenChunks(Pause.until(gate));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      Iterator<String> lines = new Chat(server).lines(Chat.HELLO_STREAM).iterator();

      assertThat(lines.next()).contains("\"role\":\"assistant\"");
      gate.countDown();
      StringBuilder rest = new StringBuilder();
      lines.forEachRemaining(rest::append);
      assertThat(rest).contains("Hello").endsWith("data: [DONE]");
    }
  }

  @Test
  void cut_breaksTheConnectionAfterTheGivenChunks() throws Exception {
    Semaphore chunks = new Semaphore(2);
    Reply reply =
        Reply.text("one two three").betweenChunks(chunks::acquire).ending(new Ending.Cut(3));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      Iterator<String> lines = new Chat(server).lines(Chat.HELLO_STREAM).iterator();
      StringBuilder received = new StringBuilder();
      while (received.indexOf("two") < 0) {
        received.append(lines.next());
      }

      chunks.release();

      assertThatThrownBy(() -> lines.forEachRemaining(received::append))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(received).doesNotContain("three").doesNotContain("[DONE]");
    }
  }

  @Test
  void cut_withoutStreaming_breaksTheBody() throws Exception {
    Reply reply = Reply.text("one two three").ending(new Ending.Cut(0));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      Chat chat = new Chat(server);

      assertThatThrownBy(() -> chat.post(Chat.HELLO)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void unfinished_endsInGoodOrderWithoutDone() throws Exception {
    Reply reply = Reply.text("one two three").ending(new Ending.Unfinished(2));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      List<JsonNode> events = new Chat(server).events(Chat.HELLO_STREAM);

      assertThat(events).hasSize(2);
      assertThat(join(events, "/choices/0/delta/content")).isEqualTo("one ");
    }
  }

  @Test
  void errorEvent_takesThePlaceOfTheRest() throws Exception {
    Reply reply = Reply.text("one two").ending(new Ending.ErrorEvent(2, "overloaded"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      Chat chat = new Chat(server);

      List<JsonNode> events = chat.events(Chat.HELLO_STREAM);

      assertThat(events).hasSize(3);
      assertThat(events.get(2).at("/error/message").asText()).isEqualTo("overloaded");
      assertThat(chat.post(Chat.HELLO).statusCode()).isEqualTo(500);
    }
  }

  private static int index(JsonNode event) {
    return event.at("/choices/0/delta/tool_calls/0/index").asInt(-1);
  }

  private static String join(List<JsonNode> events, String pointer) {
    return events.stream().map(event -> event.at(pointer).asText()).collect(Collectors.joining());
  }
}
