// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

/** A session's events in the provider's format. */
final class SessionEvents {
  static final String SESSION =
      """
      {"id":"sess_1","object":"agent.session","created_at":1,"last_active_at":1,
       "status":"idle","metadata":{},"required_actions":[],"vault_ids":[],
       "environment":{"type":"none"},
       "agent":{"id":"agent_1","name":"Concierge","model":"gpt-5.1","instructions":"Be kind.",
        "tools":[{"type":"function","name":"weather"},{"type":"web_search"}],
        "reasoning":{},"text":{},"service_tier":"auto","multi_agent":{"enabled":true}}}
      """;

  private static final String USAGE =
      """
      {"input_tokens":120,"input_tokens_details":{"cached_tokens":20},"output_tokens":30,
       "output_tokens_details":{"reasoning_tokens":10},"total_tokens":150}
      """;

  private int number;

  private String event(String type, String fields) {
    return "{\"type\":\"%s\",\"event_id\":\"evt_%d\",%s}".formatted(type, ++number, fields);
  }

  String created() {
    return event("agent.session.created", "\"session\":" + SESSION);
  }

  String idle() {
    return event("agent.session.idle", "\"session\":" + SESSION);
  }

  private String turn(String state, String id, String subagent, String error, String usage) {
    String turn =
        """
        {"id":"%s","object":"agent.session.turn","session_id":"sess_1","agent_id":"agent_1",
         "created_at":1,"status":"%s","subagent_id":%s,"error":%s}"""
            .formatted(id, state.equals("created") ? "queued" : state, subagent, error);
    return event(
        "agent.session.turn." + state,
        "\"session_id\":\"sess_1\",\"turn_id\":\"%s\",\"turn\":%s%s"
            .formatted(id, turn, usage == null ? "" : ",\"usage\":" + usage));
  }

  String turnCreated() {
    return turn("created", "turn_1", "null", "null", null);
  }

  String turnCompleted() {
    return turn("completed", "turn_1", "null", "null", USAGE);
  }

  String turnFailed() {
    String error = "{\"code\":\"server_error\",\"message\":\"It broke.\"}";
    return turn("failed", "turn_1", "null", error, null);
  }

  String turnCancelled() {
    return turn("cancelled", "turn_1", "null", "null", null);
  }

  String subagentTurn(String state) {
    String usage = state.equals("created") ? null : USAGE;
    return turn(state, "turn_2", "\"agent_2\"", "null", usage);
  }

  String subagent(String state) {
    return event(
        "agent.session.subagent." + state,
        """
        "subagent":{"id":"agent_2","object":"agent.session.subagent","name":"Scout",
         "session_id":"sess_1","parent_agent_id":"agent_1","opened_at":1,"status":"active",
         "instructions":[{"type":"output_text","text":"Look around."}]}""");
  }

  String added(String item) {
    return item("added", "turn_1", item);
  }

  String done(String item) {
    return item("done", "turn_1", item);
  }

  String item(String state, String turn, String item) {
    return event(
        "agent.session.turn.item." + state,
        "\"session_id\":\"sess_1\",\"turn_id\":\"%s\",\"output_index\":0,\"item\":%s"
            .formatted(turn, item));
  }

  String delta(String text) {
    return event(
        "agent.session.turn.output_text.delta",
        """
        "session_id":"sess_1","turn_id":"turn_1","item_id":"msg_1","output_index":0,
        "content_index":0,"delta":"%s\""""
            .formatted(text));
  }

  static String message(String text) {
    return """
        {"type":"message","id":"msg_1","turn_id":"turn_1","role":"assistant","status":"completed",
         "phase":"final_answer","content":[{"type":"output_text","text":"%s"}]}"""
        .formatted(text);
  }

  static String call(String name, String callId) {
    return """
        {"type":"function_call","id":"fc_%s","turn_id":"turn_1","call_id":"%s","name":"%s",
         "arguments":"{\\"city\\":\\"Rome\\"}","status":"completed"}"""
        .formatted(callId, callId, name);
  }
}
