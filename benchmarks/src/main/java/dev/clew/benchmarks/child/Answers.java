// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A question and the model's answers, of a typical size. */
public final class Answers {
  static final String SYSTEM =
      "You are the travel desk of a company. Answer in one paragraph, name prices in euros.";
  static final String QUESTION =
      "Which train takes me from Vienna to Ljubljana on Thursday morning, and what does it cost?";
  private static final String TEXT =
      "The EuroCity 151 leaves Vienna Meidling at 07:58 and reaches Ljubljana at 14:01. A seat in"
          + " second class costs 29.90 euros if booked today; first class is 49.90 euros.";

  /** A chat completion. */
  public static final byte[] CHAT =
      json(
          """
          {"id":"chatcmpl-bench","object":"chat.completion","created":1763700000,
           "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant",
           "content":"%s","refusal":null},"logprobs":null,"finish_reason":"stop"}],
           "usage":{"prompt_tokens":42,"completion_tokens":58,"total_tokens":100,
           "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},
           "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},
           "service_tier":"default","system_fingerprint":"fp_bench"}"""
              .formatted(TEXT));

  static final byte[] TOOL_CALL =
      json(
          """
          {"id":"chatcmpl-tool","object":"chat.completion","created":1763700000,
           "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant",
           "content":null,"tool_calls":[{"id":"call_1","type":"function","function":
           {"name":"timetable","arguments":"{\\"from\\":\\"Vienna\\",\\"to\\":\\"Ljubljana\\"}"}}]},
           "finish_reason":"tool_calls"}],
           "usage":{"prompt_tokens":42,"completion_tokens":18,"total_tokens":60}}""");

  static final byte[] RESPONSE =
      json(
          """
          {"id":"resp_bench","object":"response","created_at":1763700000,"status":"completed",
           "error":null,"incomplete_details":null,"instructions":null,"max_output_tokens":null,
           "model":"gpt-4o-mini-2024-07-18","output":[{"type":"message","id":"msg_bench",
           "status":"completed","role":"assistant","content":[{"type":"output_text",
           "text":"%s","annotations":[]}]}],"parallel_tool_calls":true,"temperature":1.0,
           "tool_choice":"auto","tools":[],"top_p":1.0,"metadata":{},
           "usage":{"input_tokens":42,"input_tokens_details":{"cached_tokens":0},
           "output_tokens":58,"output_tokens_details":{"reasoning_tokens":0},
           "total_tokens":100}}"""
              .formatted(TEXT));

  private Answers() {}

  /** Returns a stream of server-sent events with a text of {@code chunks} chunks. */
  static byte[] stream(int chunks) {
    String frame =
        """
        data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1763700000,\
        "model":"gpt-4o-mini-2024-07-18","system_fingerprint":"fp_bench",\
        "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}

        """;
    StringBuilder events = new StringBuilder();
    for (int i = 1; i < chunks; i++) {
      String delta = "{\"role\":\"assistant\",\"content\":\"train %d \"}".formatted(i);
      events.append(frame.formatted(delta, "null"));
    }
    events.append(frame.formatted("{}", "\"stop\"")).append("data: [DONE]\n\n");
    return events.toString().getBytes(UTF_8);
  }

  private static byte[] json(String text) {
    return text.replace("\n", "").getBytes(UTF_8);
  }
}
