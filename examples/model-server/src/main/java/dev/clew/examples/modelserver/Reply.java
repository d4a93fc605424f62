// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server sends back for one request. */
public sealed interface Reply {
  /** What the server waits for before the first byte of the answer. */
  Pause before();

  /**
   * An answer of the model, as JSON or as a stream, whichever the request asks for.
   *
   * @param text what the model says; may be empty when it calls tools
   * @param toolCalls the tools it calls, in parallel when there are several
   * @param finishReason why the model stopped
   * @param usage token counts; with null they are estimated from lengths
   * @param betweenChunks what a stream waits for after each chunk, so before the next, before
   *     {@code [DONE]} and before a cut
   */
  record Answer(
      String text,
      List<ToolCall> toolCalls,
      String finishReason,
      @Nullable Usage usage,
      Pause before,
      Pause betweenChunks,
      Ending ending)
      implements Reply {
    /** Copies the list of calls. */
    public Answer {
      toolCalls = List.copyOf(toolCalls);
    }

    /** The same answer with these token counts. */
    public Answer usage(Usage counts) {
      return new Answer(text, toolCalls, finishReason, counts, before, betweenChunks, ending);
    }

    /** The same answer with another finish reason, such as {@code length}. */
    public Answer finishReason(String reason) {
      return new Answer(text, toolCalls, reason, usage, before, betweenChunks, ending);
    }

    /** The same answer after a pause. */
    public Answer after(Pause pause) {
      return new Answer(text, toolCalls, finishReason, usage, pause, betweenChunks, ending);
    }

    /** The same answer, a stream of it with a pause after each chunk. */
    public Answer betweenChunks(Pause pause) {
      return new Answer(text, toolCalls, finishReason, usage, before, pause, ending);
    }

    /** The same answer with another ending. */
    public Answer ending(Ending end) {
      return new Answer(text, toolCalls, finishReason, usage, before, betweenChunks, end);
    }
  }

  /**
   * An error in the provider's JSON form.
   *
   * @param code the provider's error code, null where it has none
   * @param headers further response headers, such as {@code Retry-After}
   */
  record Failure(
      int status,
      String type,
      @Nullable String code,
      String message,
      Map<String, String> headers,
      Pause before)
      implements Reply {
    /** Copies the headers. */
    public Failure {
      headers = Map.copyOf(headers);
    }

    /** The same error after a pause. */
    public Failure after(Pause pause) {
      return new Failure(status, type, code, message, headers, pause);
    }
  }

  /** A body sent as it is, for replies that no provider should give. */
  record Raw(int status, String contentType, String body, Pause before) implements Reply {
    /** The same body after a pause. */
    public Raw after(Pause pause) {
      return new Raw(status, contentType, body, pause);
    }
  }

  /** A text, finished with {@code stop}. */
  static Answer text(String text) {
    return new Answer(
        text, List.of(), "stop", null, Pause.none(), Pause.none(), new Ending.Complete());
  }

  /** Calls of tools without text, finished with {@code tool_calls}. */
  static Answer toolCalls(ToolCall... calls) {
    return new Answer(
        "", List.of(calls), "tool_calls", null, Pause.none(), Pause.none(), new Ending.Complete());
  }

  /** One call of a tool, whose id the server chooses. */
  static Answer toolCall(String name, String arguments) {
    return toolCalls(ToolCall.of(name, arguments));
  }

  /** An error with the type and code that the provider gives for this HTTP status. */
  static Failure error(int status, String message) {
    return switch (status) {
      case 401 -> failure(status, "invalid_request_error", "invalid_api_key", message);
      case 404 -> failure(status, "invalid_request_error", "model_not_found", message);
      case 429 -> failure(status, "requests", "rate_limit_exceeded", message);
      default ->
          failure(status, status >= 500 ? "server_error" : "invalid_request_error", null, message);
    };
  }

  /** HTTP 429 that asks the client to come back after this many seconds. */
  static Failure rateLimited(int retryAfterSeconds) {
    return new Failure(
        429,
        "requests",
        "rate_limit_exceeded",
        "Rate limit reached for requests",
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)),
        Pause.none());
  }

  /** HTTP 200 whose body is JSON that breaks off in the middle. */
  static Raw malformed() {
    return new Raw(
        200,
        "application/json",
        "{\"id\":\"chatcmpl-broken\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,",
        Pause.none());
  }

  private static Failure failure(int status, String type, @Nullable String code, String message) {
    return new Failure(status, type, code, message, Map.of(), Pause.none());
  }
}
