// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;

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
}
