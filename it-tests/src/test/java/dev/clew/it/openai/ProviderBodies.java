// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

/** Bodies in the format of OpenAI's API reference. */
final class ProviderBodies {
  private static final String RESPONSE_USAGE =
      """
      {"input_tokens":36,"input_tokens_details":{"cached_tokens":8},"output_tokens":87,
       "output_tokens_details":{"reasoning_tokens":64},"total_tokens":123}""";
  private static final String CHAT_USAGE =
      """
      {"prompt_tokens":120,"completion_tokens":31,"total_tokens":151,
       "prompt_tokens_details":{"cached_tokens":64,"audio_tokens":0},
       "completion_tokens_details":{"reasoning_tokens":25,"audio_tokens":0,
       "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";

  private ProviderBodies() {}

  static String chat(String text) {
    return chat("stop", "{\"role\":\"assistant\",\"content\":\"" + text + "\",\"refusal\":null}");
  }

  /** Requests tools, each given as id, name and arguments as a JSON string within JSON. */
  static String chatCalls(String... calls) {
    return chat(
        "tool_calls",
        "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":["
            + String.join(",", calls)
            + "]}");
  }

  static String chatCall(String id, String name, String arguments) {
    return """
        {"id":"%s","type":"function","function":{"name":"%s","arguments":"%s"}}"""
        .formatted(id, name, arguments);
  }

  private static String chat(String finishReason, String message) {
    return """
        {"id":"chatcmpl-7","object":"chat.completion","created":1741569952,
         "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":%s,"logprobs":null,
         "finish_reason":"%s"}],"usage":%s,"service_tier":"default",
         "system_fingerprint":"fp_7"}"""
        .formatted(message, finishReason, CHAT_USAGE);
  }

  /** One chunk of a streamed chat completion. */
  static String chunk(String delta, String finishReason) {
    return """
        {"id":"chatcmpl-8","object":"chat.completion.chunk","created":1741569952,
         "model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":%s,"logprobs":null,
         "finish_reason":%s}]}"""
        .formatted(delta, finishReason);
  }

  static String response(String id, String... items) {
    return response(id, "completed", String.join(",", items), RESPONSE_USAGE, "null");
  }

  static String failedResponse(String id, String code, String message) {
    String error = "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
    return response(id, "failed", "", "null", error);
  }

  /** A response that the model has not finished. */
  static String unfinishedResponse(String id, String status) {
    return response(id, status, "", "null", "null");
  }

  static String cancelledResponse(String id, String item) {
    return response(id, "cancelled", item, RESPONSE_USAGE, "null");
  }

  /** The result of a compacted conversation. */
  static String compaction(String id) {
    return """
        {"id":"%s","object":"response.compaction","created_at":1764967971,
         "output":[{"type":"compaction","id":"cmp_7","encrypted_content":"gAAAA"}],"usage":%s}"""
        .formatted(id, RESPONSE_USAGE);
  }

  private static String response(
      String id, String status, String items, String usage, String error) {
    return """
        {"id":"%s","object":"response","created_at":1741476542,"status":"%s","error":%s,
         "incomplete_details":null,"instructions":null,"max_output_tokens":null,
         "metadata":{},"model":"gpt-4.1-2025-04-14","output":[%s],"parallel_tool_calls":true,
         "previous_response_id":null,"reasoning":{"effort":null,"summary":null},"store":true,
         "temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],
         "top_p":1.0,"truncation":"disabled","usage":%s,"user":null}"""
        .formatted(id, status, error, items, usage);
  }

  static String message(String text) {
    return """
        {"type":"message","id":"msg_7","status":"completed","role":"assistant",
         "content":[{"type":"output_text","text":"%s","annotations":[]}]}"""
        .formatted(text);
  }

  static String reasoning(String summary) {
    return """
        {"type":"reasoning","id":"rs_7","summary":[{"type":"summary_text","text":"%s"}]}"""
        .formatted(summary);
  }

  static String functionCall(String id, String name, String arguments) {
    return """
        {"type":"function_call","id":"fc_%s","call_id":"%s","name":"%s","arguments":"%s",
         "status":"completed"}"""
        .formatted(id, id, name, arguments);
  }

  /** The first event of a streamed response. */
  static String created(String id) {
    return "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":"
        + response(id, "in_progress", "", "null", "null")
        + "}";
  }

  static String textDelta(String text) {
    return """
        {"type":"response.output_text.delta","item_id":"msg_7","output_index":0,
         "content_index":0,"sequence_number":1,"logprobs":[],"delta":"%s"}"""
        .formatted(text);
  }

  /** The last event of a streamed response. */
  static String completed(String response) {
    return "{\"type\":\"response.completed\",\"sequence_number\":9,\"response\":" + response + "}";
  }

  static String completion(String text, String finishReason, boolean whole) {
    return """
        {"id":"cmpl-7","object":"text_completion","created":1589478378,
         "model":"gpt-3.5-turbo-instruct","choices":[{"text":"%s","index":0,"logprobs":null,
         "finish_reason":%s}]%s}"""
        .formatted(
            text,
            finishReason,
            whole
                ? ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}"
                : "");
  }

  static String embeddings() {
    return """
        {"object":"list","data":[
          {"object":"embedding","index":0,"embedding":[0.1,0.2,0.3]},
          {"object":"embedding","index":1,"embedding":[0.4,0.5,0.6]}],
         "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""";
  }

  static String moderation(boolean flagged) {
    return """
        {"id":"modr-7","model":"omni-moderation-latest","results":[{"flagged":%s,
         "categories":{"harassment":false,"harassment/threatening":false,"hate":false,
          "hate/threatening":false,"illicit":false,"illicit/violent":false,"self-harm":false,
          "self-harm/instructions":false,"self-harm/intent":false,"sexual":false,
          "sexual/minors":false,"violence":%s,"violence/graphic":false},
         "category_scores":{"harassment":0.1,"harassment/threatening":0.1,"hate":0.1,
          "hate/threatening":0.1,"illicit":0.1,"illicit/violent":0.1,"self-harm":0.1,
          "self-harm/instructions":0.1,"self-harm/intent":0.1,"sexual":0.1,
          "sexual/minors":0.1,"violence":0.9,"violence/graphic":0.1},
         "category_applied_input_types":{"violence":["text"]}}]}"""
        .formatted(flagged, flagged);
  }

  static String image() {
    return """
        {"created":1713833628,"data":[{"b64_json":"AAAA","revised_prompt":"A red fox"}],
         "usage":{"total_tokens":100,"input_tokens":50,"output_tokens":50,
         "input_tokens_details":{"text_tokens":10,"image_tokens":40}}}""";
  }

  static String partialImage(String operation) {
    return """
        {"type":"image_%s.partial_image","b64_json":"AA==","partial_image_index":0,
         "created_at":1,"size":"1024x1024","quality":"high","background":"opaque",
         "output_format":"png"}"""
        .formatted(operation);
  }

  static String completedImage(String operation) {
    return """
        {"type":"image_%s.completed","b64_json":"AAAA","created_at":1,
         "size":"1024x1024","quality":"high","background":"opaque","output_format":"png",
         "usage":{"total_tokens":3,"input_tokens":1,"output_tokens":2,
         "input_tokens_details":{"text_tokens":1,"image_tokens":0}}}"""
        .formatted(operation);
  }

  static String transcript() {
    return """
        {"text":"Hello","usage":{"type":"tokens","input_tokens":14,"output_tokens":45,
         "total_tokens":59,"input_token_details":{"text_tokens":0,"audio_tokens":14}}}""";
  }

  static String batch(String id, String status) {
    return """
        {"id":"%s","object":"batch","endpoint":"/v1/chat/completions","status":"%s",
         "input_file_id":"file-7","completion_window":"24h","created_at":1711471533,
         "request_counts":{"total":100,"completed":95,"failed":5}}"""
        .formatted(id, status);
  }
}
