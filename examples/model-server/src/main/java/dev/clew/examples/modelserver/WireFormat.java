// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;

/** The requests, answers and errors of one provider's API, which scripts see all alike. */
interface WireFormat {
  /** Whether requests to this path are of this API. */
  boolean serves(String path);

  /** Whether the body of a request is complete enough for a script to see it. */
  boolean isValid(JsonNode json);

  /** The request as if it were one of chat completions. */
  ChatRequest request(String path, JsonNode json);

  /** Writes an answer to the request that has this number. */
  AnswerJson answer(int number, ChatRequest request, Reply.Answer answer);

  /** Writes an error as the API does. */
  ObjectNode error(Reply.Failure failure, int number);

  /** Adds the headers by which the provider identifies its answers. */
  void addHeaders(Headers headers, int number, long started);

  /** Whether a complete stream ends with {@code [DONE]}. */
  boolean endsWithDone();

  /** What names an event of a stream: the field of its JSON, or empty if events have no names. */
  String eventField();

  /** The type of a stream. */
  default String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  /** One event of a stream, or an error in the place of one: by default a server-sent event. */
  default byte[] event(ObjectNode json) {
    JsonNode name = json.path(eventField());
    String event = name.isTextual() ? "event: " + name.textValue() + "\n" : "";
    return (event + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Adds the headers that say which error it is, if the body does not. */
  default void addErrorHeaders(Headers headers, Reply.Failure failure) {}
}
