// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

/** Responses and their events, in the format of OpenAI's API. */
public final class ResponseBodies {
  private static final String USAGE =
      """
      {"input_tokens":36,"input_tokens_details":{"cached_tokens":8,"cache_write_tokens":0},
       "output_tokens":87,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":123}""";

  private ResponseBodies() {}

  public static String completed(String id, String... items) {
    return response(id, "completed", USAGE, "null", items);
  }

  /** A response that the model has not finished. */
  public static String unfinished(String id, String status) {
    return response(id, status, "null", "null");
  }

  public static String failed(String id, String code) {
    return response(id, "failed", "null", "{\"code\":\"" + code + "\",\"message\":\"Oh.\"}");
  }

  /** Output and usage of a response when it was cancelled. */
  public static String cancelled(String id, String... items) {
    return response(id, "cancelled", USAGE, "null", items);
  }

  private static String response(
      String id, String status, String usage, String error, String... items) {
    return """
        {"id":"%s","object":"response","created_at":1741476542,"status":"%s","error":%s,
         "incomplete_details":null,"instructions":null,"max_output_tokens":null,"metadata":{},
         "model":"gpt-4.1-2025-04-14","output":[%s],"parallel_tool_calls":true,
         "previous_response_id":null,"temperature":1.0,"tool_choice":"auto","tools":[],
         "top_p":1.0,"usage":%s}"""
        .formatted(id, status, error, String.join(",", items), usage)
        .replace("\n", "");
  }

  public static String message(String text) {
    return """
        {"type":"message","id":"msg_1","status":"completed","role":"assistant",
         "content":[{"type":"output_text","text":"%s","annotations":[]}]}"""
        .formatted(text);
  }

  public static String functionCall(String callId, String name) {
    return """
        {"type":"function_call","id":"fc_1","call_id":"%s","name":"%s","arguments":"{}",
         "status":"completed"}"""
        .formatted(callId, name);
  }

  /** The result of a compacted conversation. */
  public static String compaction(String id) {
    return """
        {"id":"%s","object":"response.compaction","created_at":1764967971,
         "output":[{"type":"message","id":"msg_0","status":"completed","role":"user",
           "content":[{"type":"input_text","text":"Plan a trip."}]},
           {"type":"function_call","id":"fc_1","call_id":"call_old","name":"weather",
            "arguments":"{}","status":"completed"},
           {"type":"compaction","id":"cmp_1","encrypted_content":"gAAAA"}],"usage":%s}"""
        .formatted(id, USAGE);
  }

  public static String created(String response) {
    return event("response.created", "\"sequence_number\":0,\"response\":" + response);
  }

  public static String delta(String text) {
    return event(
        "response.output_text.delta",
        "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"sequence_number\":1,"
            + "\"logprobs\":[],\"delta\":\""
            + text
            + "\"");
  }

  public static String ended(String type, String response) {
    return event(type, "\"sequence_number\":9,\"response\":" + response);
  }

  /** A WebSocket event that belongs to a lane. */
  public static String inLane(String lane, String event) {
    return "{\"stream_id\":\"" + lane + "\"," + event.substring(1);
  }

  private static String event(String type, String fields) {
    return "{\"type\":\"" + type + "\"," + fields + "}";
  }
}
